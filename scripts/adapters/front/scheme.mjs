/** The adapter learns the scheme from this header where no header of a trusted proxy names it. */
export const SCHEME_HEADER = 'x-xfetch-tuner-scheme'

/**
 * Says that the scheme is http unless a trusted proxy has said otherwise.
 * @param {import('node:http').IncomingHttpHeaders} headers of a request, which are changed
 * @param {NodeJS.ProcessEnv} env
 */
export function nameScheme(headers, env) {
  const name = env.PROTOCOL_HEADER?.toLowerCase()
  if (!name) return
  // Nobody else may set ours; a header of the proxy is believed.
  if (name === SCHEME_HEADER || !headers[name]) headers[name] = 'http'
}
