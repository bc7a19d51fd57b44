import { lauxlib, lua, lualib, to_luastring } from 'fengari'

type State = ReturnType<typeof lauxlib.luaL_newstate>
export type Reply = string | number | null | Reply[]

/** As Redis: a script knows no global but what it is given. */
const PRELUDE = `
  local function refuse(_, name) error('global ' .. tostring(name), 2) end
  os, io, require, package, debug = nil
  setmetatable(_G, { __newindex = refuse, __index = refuse })
`

/** As much of Redis as runs a script on hashes, with a clock that stands still until it is moved. */
export class FakeRedis {
  /** Microseconds since 1970. */
  time = 1_700_000_000_123_456
  readonly hashes = new Map<string, Map<string, string>>()
  /** Milliseconds that a key was given to live. */
  readonly lifetimes = new Map<string, number>()

  private readonly state = lauxlib.luaL_newstate()

  constructor() {
    const { state } = this
    lualib.luaL_openlibs(state)
    lua.lua_createtable(state, 0, 2)
    lua.lua_pushcfunction(state, () => this.call())
    lua.lua_setfield(state, -2, to_luastring('call'))
    lua.lua_pushcfunction(state, errorReply)
    lua.lua_setfield(state, -2, to_luastring('error_reply'))
    lua.lua_setglobal(state, to_luastring('redis'))
    this.arguments([], [])
    execute(state, PRELUDE, 0)
  }

  eval(script: string, keys: string[], args: (string | number)[]): Reply {
    this.arguments(keys, args)
    execute(this.state, script, 1)
    const reply = replyOf(this.state)
    lua.lua_pop(this.state, 1)
    return reply
  }

  private arguments(keys: string[], args: (string | number)[]): void {
    push(this.state, keys)
    lua.lua_setglobal(this.state, to_luastring('KEYS'))
    push(this.state, args.map(String))
    lua.lua_setglobal(this.state, to_luastring('ARGV'))
  }

  private call(): number {
    const { state } = this
    const [command, key, ...rest] = Array.from({ length: lua.lua_gettop(state) }, (_, i) =>
      lua.lua_tojsstring(state, i + 1)
    )
    push(state, this.command(command, key, rest))
    return 1
  }

  private command(command: string, key: string, rest: string[]): Reply {
    const hash = this.hashes.get(key) ?? new Map<string, string>()
    switch (command) {
      case 'TIME':
        return [String(Math.floor(this.time / 1e6)), String(this.time % 1e6)]
      case 'HMGET':
        return rest.map((field) => hash.get(field) ?? null)
      case 'HSET':
        for (let i = 0; i < rest.length; i += 2) hash.set(rest[i], rest[i + 1])
        this.hashes.set(key, hash)
        return rest.length / 2
      case 'HGET':
        return hash.get(rest[0]) ?? null
      case 'HDEL':
        return Number(hash.delete(rest[0]))
      case 'PTTL':
        return this.lifetimes.get(key) ?? -1
      case 'PEXPIRE':
        if (!/^\d+$/.test(rest[0])) throw new Error(`PEXPIRE takes whole milliseconds, not ${rest[0]}`)
        this.lifetimes.set(key, Number(rest[0]))
        return 1
      default:
        throw new Error(`the fake has no ${command}`)
    }
  }
}

function execute(state: State, text: string, results: number): void {
  const failed = lauxlib.luaL_loadstring(state, to_luastring(text)) || lua.lua_pcall(state, 0, results, 0)
  if (failed) throw new Error(lua.lua_tojsstring(state, -1))
}

/** Redis gives scripts nil as false. */
function push(state: State, value: Reply): void {
  if (value === null) return lua.lua_pushboolean(state, false)
  if (typeof value === 'number') return lua.lua_pushinteger(state, value)
  if (!Array.isArray(value)) return lua.lua_pushstring(state, to_luastring(String(value)))
  lua.lua_createtable(state, value.length, 0)
  value.forEach((item, i) => {
    push(state, item)
    lua.lua_rawseti(state, -2, i + 1)
  })
}

function errorReply(state: State): number {
  lua.lua_createtable(state, 0, 1)
  lua.lua_pushstring(state, to_luastring(lua.lua_tojsstring(state, 1)))
  lua.lua_setfield(state, -2, to_luastring('err'))
  return 1
}

/** What a client gets: false is nil, numbers lose their fraction, and a list ends at its first nil. */
function replyOf(state: State): Reply {
  switch (lua.lua_type(state, -1)) {
    case lua.LUA_TSTRING:
      return lua.lua_tojsstring(state, -1)
    case lua.LUA_TNUMBER:
      return Math.trunc(lua.lua_tonumber(state, -1))
    case lua.LUA_TBOOLEAN:
      return lua.lua_toboolean(state, -1) ? 1 : null
    case lua.LUA_TTABLE: {
      if (lua.lua_getfield(state, -1, to_luastring('err')) === lua.LUA_TSTRING)
        throw new Error(lua.lua_tojsstring(state, -1))
      lua.lua_pop(state, 1)
      const items: Reply[] = []
      while (lua.lua_rawgeti(state, -1, items.length + 1) !== lua.LUA_TNIL) {
        items.push(replyOf(state))
        lua.lua_pop(state, 1)
      }
      lua.lua_pop(state, 1)
      return items
    }
    default:
      return null
  }
}
