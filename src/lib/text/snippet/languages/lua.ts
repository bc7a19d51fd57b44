import {
  commentText,
  computedFor,
  header,
  lockMilliseconds,
  servesStale,
  settingFor,
  waitMilliseconds
} from '../comment'
import type { SnippetFacts } from '../facts'
import { betaNumber, secondsNumber } from '../literal'
import { LUA, ruleCode } from '../rule-code'

/** Who holds the lock is a field of the entry, so that a script touches one key, as clusters ask. */
const LOCKS = {
  none: null,
  coalesce: {
    who: '-- In each process one caller at a time is told to rebuild. PROCESS names it: its host and its PID.',
    more: ' PROCESS',
    field: (place: number) => `'lock:' .. ARGV[${place}]`
  },
  lock: {
    who: '-- One caller at a time, of all clients, is told to rebuild.',
    more: '',
    field: () => `'lock'`
  }
}

const usage = (facts: SnippetFacts): string => {
  const { table } = facts
  const isStale = servesStale(facts)
  const locks = LOCKS[facts.coordination]
  const call = (words: string) => `--   redis-cli --eval xfetch.lua KEY , ${words}${locks?.more ?? ''}`
  return `-- Read, with U = 1 - random() from the client, which is in (0, 1]:
${call(`get ${table ? 'BETA' : betaNumber(facts.beta)} U`)}
--   returns the value, or nil where there is no valid one, and what to do:
--     0  use the value
--     1  ${
    isStale
      ? 'rebuild it; where there is a value, use it at once and rebuild behind it'
      : 'rebuild it; if that fails and there is a value, use it: it is still valid'
  }
${
  locks
    ? `--     2  there is no valid value, and another caller rebuilds it: ask again in ${waitMilliseconds(facts)} ms
`
    : ''
}-- Write, with the rebuild time in seconds that the client measured:
${call(`set VALUE DELTA ${table ? `TTL${isStale ? ' STALE' : ''}` : secondsNumber(facts.ttl)}`)}
${
  locks
    ? `-- After a rebuild that failed, so that the next caller may try:
${call('fail')}
${locks.who}
-- The lock expires after ${lockMilliseconds(facts)} ms, in case its holder has died.
`
    : ''
}`
}

const PAPER = `if value and now - delta * beta * math.log(u) < expiry then
  return { value, 0 }
end`
const other = ({ ttl, table }: SnippetFacts, { test, code }: { test: boolean; code: string }) =>
  `-- The rule of this cache. After the expiry every caller is due.
local left, ttl = expiry - now, ${table ? 'tonumber(entry[4] or 0)' : secondsNumber(ttl)}
local age = ttl - left
delta = math.max(delta, 1e-9)
local due = left <= 0 or ${test ? `(${code})` : `u <= ${code}`}
if value and not due then
  return { value, 0 }
end`

export const lua = (facts: SnippetFacts): string => {
  const { rule, table, stale = 0 } = facts
  const isStale = servesStale(facts)
  // Of several keys, each entry has its own times.
  const fields = [...(table && (rule || isStale) ? ['ttl'] : []), ...(table && isStale ? ['stale'] : [])]
  const window = table ? 'tonumber(entry[5] or 0)' : secondsNumber(stale)
  const owner = table && isStale ? 6 : 5
  const locks = LOCKS[facts.coordination]
  return `${header('--', facts)}
--
${
  table
    ? table
        .map(
          (key) =>
            `-- ${commentText(key.name)}: BETA ${betaNumber(key.beta)}, TTL ${secondsNumber(key.ttl)}${isStale ? `, STALE ${secondsNumber(key.stale ?? 0)}` : ''}, ${settingFor(facts, key)}`
        )
        .join('\n')
    : `-- beta = ${betaNumber(facts.beta)} for ${computedFor(facts)}.`
}
--
${usage(facts)}--
-- The client draws U, as math.random starts every script with the same numbers. Needs Redis 5 or later.

-- The clock of the server, in microseconds, is the same for all clients.
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1e6

if ARGV[1] == 'set' then
  local value, delta, ttl = ARGV[2], ARGV[3], tonumber(ARGV[4])${table && isStale ? '\n  local stale = tonumber(ARGV[5])' : ''}
  local expiry = string.format('%.6f', now + ttl)
  redis.call('HSET', KEYS[1], 'value', value, 'delta', delta, 'expiry', expiry${fields.map((name) => `, '${name}', ${name}`).join('')})${
    locks
      ? `
  redis.call('HDEL', KEYS[1], ${locks.field(owner)})`
      : ''
  }
  -- ${isStale ? `As long as an expired value is served, and one second longer.` : 'One second longer, so that the key never disappears before the value expires.'}
  redis.call('PEXPIRE', KEYS[1], string.format('%.0f', math.ceil(${table && isStale ? '(ttl + stale)' : 'ttl'} * 1e3) + ${table ? 1000 : 1000 + Math.ceil(1000 * stale)}))
  return 'OK'
end
${
  locks
    ? `
if ARGV[1] == 'fail' then
  return redis.call('HDEL', KEYS[1], ${locks.field(2)})
end
`
    : ''
}
local beta, u = tonumber(ARGV[2]), tonumber(ARGV[3])
if not (u and u > 0 and u <= 1) then
  return redis.error_reply('ERR u must lie in (0, 1]')
end
local entry = redis.call('HMGET', KEYS[1], 'value', 'delta', 'expiry'${fields.map((name) => `, '${name}'`).join('')})
local delta, expiry = tonumber(entry[2] or 0), tonumber(entry[3] or 0)
local value = now < expiry${isStale ? ` + ${window}` : ''} and entry[1]
${rule ? other(facts, ruleCode(rule.tree, LUA)) : PAPER}
${
  locks
    ? `
local lock = ${locks.field(4)}
local held = redis.call('HGET', KEYS[1], lock)
if held and now < tonumber(held) then
  return { value, value and 0 or 2 }
end
redis.call('HSET', KEYS[1], lock, string.format('%.6f', now + ${secondsNumber(lockMilliseconds(facts) / 1000)}))
-- The key lives at least as long as its lock, and not for ever.
if redis.call('PTTL', KEYS[1]) < ${lockMilliseconds(facts)} then
  redis.call('PEXPIRE', KEYS[1], ${lockMilliseconds(facts)})
end
`
    : ''
}return { value, 1 }
`
}
