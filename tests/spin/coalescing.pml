/*
 * Request coalescing: callers of one process share the promise of the rebuild that is in flight.
 *
 * One d_step per transition, and its move printed, as in lock-on-miss.pml.
 * -D: the variant, CALLERS, PROCESSES, LAPSES, FAILURES.
 */
#define NOBODY 255

byte cache /* the value's version; 0: there is none */
byte version
byte lapses = LAPSES
byte failures = FAILURES

/* Of each process: the caller whose promise is in the map, the one that runs up to its next await, and rebuilds. */
byte inFlight[PROCESSES] = NOBODY
byte running[PROCESSES] = NOBODY
byte rebuilds[PROCESSES]

bool settled[CALLERS]
bool failed[CALLERS]

#define P (_pid % PROCESSES)
#define TURN (running[P] == NOBODY || running[P] == _pid)
#define STEP printf("%c\n", 'A' + _pid); running[P] = NOBODY
#define STEP_AND_RUN_ON printf("%c\n", 'A' + _pid); running[P] = _pid
#define FAIL printf("%c1\n", 'A' + _pid); running[P] = NOBODY; failures--; rebuilds[P]--; failed[_pid] = true

#ifdef TWO_PROCESSES
/* Rebuilds of two processes overlap, so the older value may come last. */
#define NOT_OLDER true
#else
#define NOT_OLDER (mine >= cache)
#endif

active [CALLERS] proctype caller() {
  byte leader
  byte mine

#ifdef BROKEN
  if
  :: d_step { TURN && cache != 0 -> STEP } goto endSettled
  :: d_step { TURN && cache == 0 -> STEP }
  fi
  d_step { TURN -> STEP; rebuilds[P]++; version++; mine = version; assert(rebuilds[P] <= 1) }
  if
  :: d_step { TURN -> STEP_AND_RUN_ON; rebuilds[P]-- }
  :: d_step { TURN && failures > 0 -> FAIL } goto endSettled
  fi
  d_step { TURN -> STEP; inFlight[P] = _pid }
  d_step { TURN -> STEP; assert(NOT_OLDER); cache = mine }
  d_step { TURN -> STEP; inFlight[P] = NOBODY } goto endSettled
#else
  /* Looks into the map. */
  if
  :: d_step { TURN && inFlight[P] == NOBODY -> STEP_AND_RUN_ON }
  :: d_step {
       TURN && inFlight[P] != NOBODY -> STEP; leader = inFlight[P];
       /* Whoever comes after a failure must not get its error. */
       assert(!(settled[leader] && failed[leader]))
     } goto join
  fi
  d_step { TURN -> STEP; inFlight[P] = _pid }
  if
  :: d_step { TURN && cache != 0 -> STEP } goto remove
  :: d_step { TURN && cache == 0 -> STEP }
  fi
  d_step { TURN -> STEP; rebuilds[P]++; version++; mine = version; assert(rebuilds[P] <= 1) }
  if
  :: d_step { TURN -> STEP; rebuilds[P]-- }
#ifdef KEPT_ON_FAILURE
  :: d_step { TURN && failures > 0 -> FAIL; settled[_pid] = true } goto endSettled
#else
  :: d_step { TURN && failures > 0 -> FAIL } goto remove
#endif
  fi
  d_step { TURN -> STEP; assert(NOT_OLDER); cache = mine }
remove:
  if
  :: d_step { TURN -> STEP; inFlight[P] = NOBODY; settled[_pid] = true } goto endSettled
  fi
join:
  if
  :: d_step { TURN && settled[leader] -> STEP; settled[_pid] = true; failed[_pid] = failed[leader] }
  fi
#endif

endSettled:
  false
}

active proctype clock() {
end:
  do
  :: d_step { cache != 0 && lapses > 0 -> printf("e\n"); lapses--; cache = 0 }
  od
}
