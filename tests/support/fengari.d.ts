/** As much of fengari, Lua in JavaScript with the C interface, as the tests use. */
declare module 'fengari' {
  interface LuaState {
    readonly brand: unique symbol
  }
  type LuaString = Uint8Array

  export const lua: {
    LUA_TNIL: number
    LUA_TBOOLEAN: number
    LUA_TNUMBER: number
    LUA_TSTRING: number
    LUA_TTABLE: number
    lua_call(state: LuaState, args: number, results: number): void
    lua_createtable(state: LuaState, items: number, fields: number): void
    lua_getfield(state: LuaState, index: number, key: LuaString): number
    lua_gettop(state: LuaState): number
    lua_pcall(state: LuaState, args: number, results: number, handler: number): number
    lua_pop(state: LuaState, count: number): void
    lua_pushboolean(state: LuaState, value: boolean): void
    lua_pushcfunction(state: LuaState, value: (state: LuaState) => number): void
    lua_pushinteger(state: LuaState, value: number): void
    lua_pushstring(state: LuaState, value: LuaString): void
    lua_rawgeti(state: LuaState, index: number, n: number): number
    lua_rawseti(state: LuaState, index: number, n: number): void
    lua_setfield(state: LuaState, index: number, key: LuaString): void
    lua_setglobal(state: LuaState, name: LuaString): void
    lua_toboolean(state: LuaState, index: number): boolean
    lua_tojsstring(state: LuaState, index: number): string
    lua_tonumber(state: LuaState, index: number): number
    lua_type(state: LuaState, index: number): number
  }
  export const lauxlib: {
    luaL_newstate(): LuaState
    luaL_loadstring(state: LuaState, text: LuaString): number
  }
  export const lualib: { luaL_openlibs(state: LuaState): void }
  export function to_luastring(text: string): LuaString
}
