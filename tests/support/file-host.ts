import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml'
}

export interface FileHost {
  /** Where the folder lies, with a slash at its end. */
  address: string
  /** Paths that were asked for in vain. */
  missing: string[]
  close: () => void
}

/**
 * A host that can do nothing but send files: a folder under a path, a folder's index.html, its 404.html for the rest.
 * @param folder of files
 * @param path with slashes round it, `/sub/`
 */
export async function hostFiles(folder: string, path: string): Promise<FileHost> {
  const missing: string[] = []
  const server: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url!, 'http://host')
    let file = join(folder, normalize(pathname.slice(path.length - 1)))
    const found = pathname.startsWith(path) && existsSync(file)
    if (found && statSync(file).isDirectory()) {
      if (!pathname.endsWith('/')) return void response.writeHead(301, { location: `${pathname}/` }).end()
      file = join(file, 'index.html')
    }
    if (!found) {
      missing.push(pathname)
      file = join(folder, '404.html')
    }
    response.writeHead(found ? 200 : 404, { 'content-type': types[extname(file)] ?? 'text/plain' })
    createReadStream(file).pipe(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { address: `http://127.0.0.1:${port}${path}`, missing, close }
}
