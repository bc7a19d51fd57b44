/** The store on Redis. A script runs as one step there, so nothing can come between its comparison and its write. */
import type { Store } from './store'

/** Sends a command in the client of your choice, such as `(command) => client.sendCommand(command)`. */
type Send = (command: string[]) => Promise<unknown>

const DELETE_IF_EQUAL = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])`

const SET_IF_LOCKED = `
if redis.call('GET', KEYS[2]) ~= ARGV[3] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1`

const SET_IF_NEWER = `
local version = redis.call('GET', KEYS[2])
if version and tonumber(version) >= tonumber(ARGV[3]) then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
redis.call('SET', KEYS[2], ARGV[3], 'PX', ARGV[2])
return 1`

/** PX takes whole milliseconds, and refuses 0. */
const ms = (ttl: number) => String(Math.max(1, Math.round(ttl * 1000)))

export function redisStore(send: Send): Store {
  const script = async (text: string, keys: string[], ...args: string[]) =>
    (await send(['EVAL', text, String(keys.length), ...keys, ...args])) === 1
  return {
    get: async (key) => (await send(['GET', key])) as string | null,
    set: async (key, value, ttl) => void (await send(['SET', key, value, 'PX', ms(ttl)])),
    setIfAbsent: async (key, value, ttl) => (await send(['SET', key, value, 'NX', 'PX', ms(ttl)])) !== null,
    deleteIfEqual: (key, value) => script(DELETE_IF_EQUAL, [key], value),
    setIfLocked: (key, value, ttl, lock, token) => script(SET_IF_LOCKED, [key, lock], value, ms(ttl), token),
    setIfNewer: (key, value, ttl, version) =>
      script(SET_IF_NEWER, [key, `version:${key}`], value, ms(ttl), String(version))
  }
}
