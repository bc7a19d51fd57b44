/** The height that an embed needs, as different hosts want to be told: one message each. */
import { PROTOCOL, SOURCE, type ResizeEvent } from './events'

/** A message and whether it must be text: some hosts parse what they get, some take it as it is. */
export type HeightMessage = ResizeEvent | Record<string, unknown> | string

/**
 * @param height px, of the whole document
 * @param page the embed's address, by which Embedly's script finds its frame
 * @param secret of the frame, where WordPress made it; '' elsewhere
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

/** The secret that WordPress puts behind the address of a frame: `#?secret=…`; '' where there is none. */
export const secretOf = (hash: string) => /^#\?secret=([a-zA-Z0-9]{1,64})$/.exec(hash)?.[1] ?? ''
