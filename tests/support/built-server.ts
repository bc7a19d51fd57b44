import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { request as ask, type IncomingHttpHeaders } from 'node:http'
import { connect, type Socket } from 'node:net'
import type { Readable } from 'node:stream'
import { freePort } from '../../scripts/port.mjs'

/** The built server in a process of its own, with settings of its own. */
export interface BuiltServer {
  port: number
  process: ChildProcessByStdio<null, Readable, Readable>
  /** What it has written so far, of both streams. */
  log: () => string
  /** Resolves when it has ended, with its exit code. */
  ended: Promise<number | null>
  get: (path: string, options?: Asked) => Promise<Answer>
  /** A connection on which these bytes are sent. */
  send: (bytes: string) => Socket
  /** The values of /metrics by name and labels. */
  metrics: () => Promise<Record<string, number>>
  stop: () => Promise<void>
}

interface Asked {
  method?: string
  headers?: Record<string, string>
  /** Stays open for the next request. */
  agent?: import('node:http').Agent
}

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  text: string
}

/**
 * Starts what `npm run build` has built.
 * @param settings environment variables; a port is chosen when there is no PORT
 * @param options.listening whether to wait until it listens
 * @param options.files how many files and connections it may have open; 0 leaves that to the system
 */
export async function startBuilt(
  settings: Record<string, string> = {},
  { listening = true, entry = 'build', files = 0 } = {}
): Promise<BuiltServer> {
  const port = Number(settings.PORT ?? (await freePort(0, '127.0.0.1')))
  const env = Object.entries(process.env).filter(([name]) => !['ORIGIN', 'PORT', 'HOST'].includes(name))
  const limited = ['sh', '-c', `ulimit -n ${files}; exec "$0" "$1"`, process.execPath, entry]
  const [command, ...args] = files > 0 ? limited : [process.execPath, entry]
  const child = spawn(command, args, {
    env: { ...Object.fromEntries(env), HOST: '127.0.0.1', PORT: String(port), METRICS: '1', ...settings },
    stdio: ['ignore', 'pipe', 'pipe']
  }) as ChildProcessByStdio<null, Readable, Readable>
  let log = ''
  child.stdout.on('data', (bytes) => (log += bytes))
  child.stderr.on('data', (bytes) => (log += bytes))
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  if (listening) {
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', () => /^Listening|^XFetch Tuner is at/m.test(log) && resolve())
      void ended.then((code) => reject(new Error(`The server ended with ${code}: ${log}`)))
    })
  }
  const get: BuiltServer['get'] = (path, options = {}) =>
    new Promise((resolve, reject) => {
      const request = ask({ host: '127.0.0.1', port, path, agent: false, ...options }, (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (part) => (text += part))
        response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, text }))
      })
      request.on('error', reject).end()
    })
  return {
    port,
    process: child,
    log: () => log,
    ended,
    get,
    send: (bytes) => {
      const socket = connect(port, '127.0.0.1')
      socket.write(bytes, 'latin1')
      return socket
    },
    metrics: async () => {
      const { text } = await get('/metrics')
      const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
      return Object.fromEntries(
        lines.map((line) => [line.replace(/ \S+$/, ''), Number(/\S+$/.exec(line)![0])])
      )
    },
    stop: async () => {
      if (child.exitCode === null) child.kill('SIGKILL')
      await ended
    }
  }
}
