import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Starts a Redis of its own. It listens on a socket in its folder only, so no port can be taken. */
export async function startRedis() {
  const folder = mkdtempSync(join(tmpdir(), 'redis-'))
  const server = spawn('redis-server', ['--port', '0', '--unixsocket', 'socket', '--save', ''], {
    cwd: folder
  })
  for await (const text of server.stdout) if (String(text).includes('eady to accept')) break
  return {
    folder,
    socket: join(folder, 'socket'),
    async stop() {
      server.kill()
      await once(server, 'exit')
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
