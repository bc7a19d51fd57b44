/** Links that a program encoded once too often. */

/** Whether escapes of a link are left in a text that was decoded. */
export const isEncoded = (text: string) => /%(?:2[05CF]|3[AD]|7[BD])/i.test(text)

export const ENCODED = '; perhaps the link was encoded twice'
