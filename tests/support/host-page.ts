/** Pages of another origin that frame the tool, as lessons, blogs and learning platforms do. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Host {
  /** http://localhost:port, which is not the http://127.0.0.1:port of the tool. */
  origin: string
  close: () => Promise<void>
}

/**
 * Serves one page for every path.
 * @param html of its body
 * @param head what else stands in its head
 * @param headers that it is sent with
 */
export async function hostPage(html: string, head = '', headers: Record<string, string> = {}): Promise<Host> {
  const server: Server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers })
    response.end(
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A lesson</title>${head}</head><body>${html}</body></html>`
    )
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const { port } = server.address() as AddressInfo
  return {
    // The tests' server is at 127.0.0.1.
    origin: `http://localhost:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve()))
  }
}
