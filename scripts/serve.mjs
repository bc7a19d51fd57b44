import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { outliveClosedPipes } from './adapters/front/pipes.mjs'
import { settingFaults } from './adapters/front/settings.mjs'
import { firstFreePort } from './port.mjs'
import { root } from './run.mjs'

/** Serves the build until it is stopped; gives the exit code. */
export async function serve() {
  outliveClosedPipes()
  const faults = settingFaults(process.env)
  for (const fault of faults) console.error(fault)
  if (faults.length > 0) return 1
  const host = process.env.HOST || '0.0.0.0'
  const port = process.env.PORT ?? String(await firstFreePort(3000, host))
  // 0.0.0.0 and :: mean every interface; no browser can be sent there.
  const name = ['0.0.0.0', '::'].includes(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host
  const origin = process.env.ORIGIN ?? `http://${name}:${port}`

  const server = spawn(process.execPath, ['build'], {
    cwd: root,
    stdio: ['inherit', 'pipe', 'inherit'],
    env: { ...process.env, HOST: host, PORT: port, ORIGIN: origin }
  })
  createInterface(server.stdout).on('line', (line) =>
    console.log(line.startsWith('Listening on ') ? `XFetch Tuner is at ${origin}` : line)
  )
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => server.kill(signal))
  }
  // A stopped npm takes its shell with it, but not what the shell started: the server would keep the port.
  const parent = process.ppid
  const orphaned = () => process.ppid !== parent && server.kill()
  if (process.env.npm_lifecycle_event === 'start') setInterval(orphaned, 500).unref()

  return new Promise((resolve) => server.on('exit', (code, signal) => resolve(code ?? (signal ? 0 : 1))))
}
