/*
 * Request coalescing: callers of one process share the promise of the rebuild that is in flight.
 *
 * One d_step per transition, and its move printed, as in lock-on-miss.pml.
 * -D: the variant, CALLERS, PROCESSES, LAPSES, FAILURES.
 */
#define NOBODY 255

bool cached
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

active [CALLERS] proctype caller() {
  byte leader

#ifdef BROKEN
  if
  :: d_step { TURN && cached -> STEP } goto endSettled
  :: d_step { TURN && !cached -> STEP }
  fi
  d_step { TURN -> STEP; rebuilds[P]++; assert(rebuilds[P] <= 1) }
  if
  :: d_step { TURN -> STEP_AND_RUN_ON; rebuilds[P]-- }
  :: d_step { TURN && failures > 0 -> FAIL } goto endSettled
  fi
  d_step { TURN -> STEP; inFlight[P] = _pid }
  d_step { TURN -> STEP; cached = true }
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
  :: d_step { TURN && cached -> STEP } goto remove
  :: d_step { TURN && !cached -> STEP }
  fi
  d_step { TURN -> STEP; rebuilds[P]++; assert(rebuilds[P] <= 1) }
  if
  :: d_step { TURN -> STEP; rebuilds[P]-- }
#ifdef KEPT_ON_FAILURE
  :: d_step { TURN && failures > 0 -> FAIL; settled[_pid] = true } goto endSettled
#else
  :: d_step { TURN && failures > 0 -> FAIL } goto remove
#endif
  fi
  d_step { TURN -> STEP; cached = true }
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
  :: d_step { cached && lapses > 0 -> printf("e\n"); lapses--; cached = false }
  od
}
