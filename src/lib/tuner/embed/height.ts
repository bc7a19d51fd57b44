/** The messages that tell hosts the height of an embed, one in the format of each kind of host. */
import { PROTOCOL, SOURCE, type ResizeEvent } from './events'

/** Some hosts expect an object, others text that they parse. */
type HeightMessage = ResizeEvent | Record<string, unknown> | string

/**
 * @param height px, of the whole document
 * @param page the embed's address, which Embedly's script finds the frame by
 * @param secret of the frame, if WordPress made it; else ''
 */
export function heightMessages(height: number, page: string, secret: string): HeightMessage[] {
  return [
    { source: SOURCE, version: PROTOCOL, type: 'resize', height },
    // Canvas and other learning platforms.
    { subject: 'lti.frameResize', height },
    // Embedly, Iframely, Medium.
    JSON.stringify({ src: page, context: 'iframe.resize', height }),
    // WordPress takes heights from 200 to 1000 px.
    ...(secret === '' ? [] : [{ message: 'height', value: height, secret }])
  ]
}

/** The secret that WordPress adds to the address of a frame, as `#?secret=…`; '' if there is none. */
export const secretOf = (hash: string) => /^#\?secret=([a-zA-Z0-9]{1,64})$/.exec(hash)?.[1] ?? ''
