/** What the lessons ask about three of the programs, and why the wrong answers tempt. */
import type { DefenceName } from '$lib/trace'
import { question, type ChoiceQuestion } from '../lesson'

/** One program: what is asked before it is run, and what to do with it then. */
export interface Part {
  defence: DefenceName
  label: string
  lead: string
  questions: ChoiceQuestion[]
  /** What to look for in the tracer. */
  task: string
  /** What to remember. */
  moral: string
}

export const lockPart: Part = {
  defence: 'lock-on-miss',
  label: 'Lock on miss',
  lead: 'A value has expired, and many callers miss it at once. Each of them tries to take a lock with SET NX before it rebuilds. Under load, the database still sees one rebuild for each caller.',
  questions: [
    question('lock-losers', 'Why do all callers rebuild?', ['losers'], {
      expiry: [
        'The lock lives too long: 30\u202fs is longer than a rebuild.',
        'A long expiry hurts when the holder crashes: everybody then waits until it ends. Here nobody waits for the lock. It is held the whole time, and the second rebuild starts beside it.'
      ],
      atomic: [
        'SET NX is not atomic, so two callers can both get the lock.',
        'It is one command, and the store runs one command at a time. Let B try while A holds the lock: B is refused. What counts is what B does next.'
      ],
      losers: [
        'A caller that does not get the lock rebuilds all the same.',
        'The code asks for the lock, and the next line rebuilds without it. So the lock decides who stores the value, and keeps nobody from the database. A loser has to wait, read the cache again, and only then try again.'
      ],
      order: [
        'The lock must be deleted before the value is stored, not after.',
        'That would open a gap: a caller that comes between the two misses, gets the lock and rebuilds. And the second rebuild starts long before the first caller reaches these lines.'
      ]
    })
  ],
  task: 'Choose who moves, and try to get two rebuilds in flight at once. Then open the mended program and ask whether it always holds.',
  moral:
    'A lock helps only if the losers wait and look again. A loser that gets the lock later must read the cache once more, because the value may have come in between: see “Better: the holder reads the cache again”. Delete the lock only if it is still yours: see “The lock is deleted without a look at its token”.'
}

export const coalescePart: Part = {
  defence: 'coalescing',
  label: 'Request coalescing',
  lead: 'Callers of one process are to share one rebuild. A map holds the rebuild that is in flight, so that later callers can join it. A load test counts as many rebuilds as callers.',
  questions: [
    question('coalesce-order', 'Why do the callers never share a rebuild?', ['order'], {
      unsafe: [
        'The map is not safe for concurrent use.',
        'In JavaScript one caller runs at a time, up to its next await, so nobody can disturb a line that uses the map. A safe map would hold the same wrong entries.'
      ],
      jitter: [
        'All values expire together, because their lifetime has no jitter.',
        'Jitter spreads the expiries of different keys. Here many callers ask for one key, which has one expiry.'
      ],
      early: [
        'The entry is deleted too early.',
        'No caller ever reads the map, so it does not matter how long an entry stays. When it is made, its rebuild has already ended.'
      ],
      order: [
        'The entry is made only after the rebuild, and no caller looks for it on entry.',
        'At the await, a caller lets the others run, and they find an empty map, if they look at all. Look into the map first, and put the promise there before the first await. Then no caller can come in between.'
      ]
    })
  ],
  task: 'Let A run to its await, then let B come. Look at the map when B starts. Then open the mended program and ask whether it always holds.',
  moral:
    'Register before the first await, and remove the entry on failure too. Two processes have two maps, so each of them still rebuilds once.'
}

export const fencePart: Part = {
  defence: 'fenced-write',
  label: 'Fenced write',
  lead: 'A rebuild may take longer than its lock lives. So the caller reads the lock before it stores its value, and gives up when the token there is not its own.',
  questions: [
    question('fence-gap', 'What can still go wrong?', ['between'], {
      type: [
        'The tokens are of different types, so they never compare equal.',
        'Then no value would ever be stored, and the first test would show it. Here both tokens come from the same call.'
      ],
      between: [
        'The lock runs out between the check and the write, and an older value replaces a newer one.',
        'The check and the write are two round trips. In between, the lock can run out, and another caller can take it, rebuild and store a newer value. The check was true when it was made.'
      ],
      lifetime: [
        'The value lives longer than the lock: 60\u202fs against 30\u202fs.',
        'The two have nothing to do with each other: the lock protects the rebuild, not the stored value. With equal lifetimes the same schedule breaks the promise.'
      ],
      nothing: [
        'Nothing: a caller whose lock has run out gives up.',
        'It does, if the lock has run out before the check. The caller cannot see a lock that runs out just after it.'
      ]
    }),
    question('fence-fix', 'What closes the gap?', ['atomic', 'version'], {
      longer: [
        'A lock that lives longer.',
        'That makes the gap rarer. A pause of the process can be longer than any lock.'
      ],
      'shorter-value': [
        'A value that lives shorter than the lock.',
        'The older value then goes away sooner, but it is served until then. The newer one is lost.'
      ],
      atomic: [
        'The store compares the token and writes in one step, in a Lua script for example.',
        'Nothing can happen inside one step of the store. If the lock is no longer the caller’s, the store does not write.'
      ],
      version: [
        'Each value carries a version, and the store refuses an older one.',
        'Then it does not matter who holds the lock: an older value never replaces a newer one. The versions must grow in the order in which the database was read.'
      ]
    })
  ],
  task: 'Bring A to just before its write, let the lock run out, and let B do all its steps. Then open the mended program and ask whether it always holds.',
  moral:
    'A check is worth something only if nothing can happen between it and the write. Let the store do both in one step.'
}
