/** "xfetch-tuner-window-beta-4.svg": says what is inside, and at which β. */
export const fileName = (what: string, beta: number, extension: string) =>
  `xfetch-tuner-${what}-beta-${beta}.${extension}`
