import { computedFor, guard, header, lockMilliseconds } from '../comment'
import type { SnippetFacts } from '../facts'
import { betaNumber, secondsNumber } from '../literal'

export const lua = (facts: SnippetFacts): string => `${header('--', facts)}
--
-- beta = ${betaNumber(facts.beta)} for ${computedFor(facts)}.
--
-- Read, with U = 1 - random() from the client, which is in (0, 1]:
--   redis-cli --eval xfetch.lua KEY , ${betaNumber(facts.beta)} U
--   returns the value, or nil, and 1 if the caller must rebuild it, else 0.
-- Write, with the rebuild time in seconds that the client measured:
--   redis-cli --eval xfetch.lua KEY , VALUE DELTA ${secondsNumber(facts.ttl)}
${guard(
  '--',
  facts,
  {
    coalesce: 'a singleflight in the client',
    lock: `SET lock:KEY 1 NX PX ${lockMilliseconds(facts)}`
  },
  'From the 1 to the write'
)}--
-- The client draws U, as math.random starts every script with the same numbers. Needs Redis 5 or later.

-- The clock of the server, in microseconds, is the same for all clients.
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1e6

if #ARGV == 3 then
  local value, delta, ttl = ARGV[1], ARGV[2], tonumber(ARGV[3])
  local expiry = string.format('%.6f', now + ttl)
  redis.call('HSET', KEYS[1], 'value', value, 'delta', delta, 'expiry', expiry)
  -- One second longer, so that the key never disappears before the value expires.
  redis.call('PEXPIRE', KEYS[1], string.format('%.0f', math.ceil(ttl * 1e3) + 1000))
  return 'OK'
end

local beta, u = tonumber(ARGV[1]), tonumber(ARGV[2])
if not (u and u > 0 and u <= 1) then
  return redis.error_reply('ERR u must lie in (0, 1]')
end
local entry = redis.call('HMGET', KEYS[1], 'value', 'delta', 'expiry')
if not entry[1] then
  return { false, 1 }
end
local delta, expiry = tonumber(entry[2]), tonumber(entry[3])
if now - delta * beta * math.log(u) >= expiry then
  return { entry[1], 1 }
end
return { entry[1], 0 }
`
