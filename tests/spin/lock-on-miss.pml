/*
 * Lock on miss: of all callers that miss, one takes the lock and rebuilds.
 *
 * Every transition is one d_step, so Spin's breadth-first search counts what explore.ts counts. A step prints its move
 * as a schedule has it. -D: the variant, CALLERS, LAPSES, CRASHES.
 */
byte cache /* the value's version; 0: there is none */
byte version
byte lock /* 0: free; else 1 + the pid of its holder, who takes it at most once */
byte rebuilds
byte lapses = LAPSES
byte crashes = CRASHES

#define STEP printf("%c\n", 'A' + _pid)
/* @param n 1 where a rebuild is in flight, which dies with its caller */
#define OR_CRASH(n) :: d_step { crashes > 0 -> printf("%c\n", 'a' + _pid); crashes--; rebuilds = rebuilds - n } goto endGone

#ifdef BLIND_DELETE
/* The lock may lapse during a rebuild here, and the variant promises only that nobody deletes another's lock. */
#define ONE_REBUILD true
#else
#define ONE_REBUILD (rebuilds <= 1)
#endif
#if defined(BROKEN) || defined(MENDED) || defined(RECHECK) || defined(NO_RECHECK)
#define NOT_OLDER (mine >= cache)
#else
#define NOT_OLDER true
#endif
#if defined(RECHECK) || defined(NO_RECHECK)
#define NEEDED (cache == 0 || rebuilds == 0)
#else
#define NEEDED true
#endif
#ifdef RECHECK
#define HELD recheck
#else
#define HELD start
#endif

active [CALLERS] proctype caller() {
  byte mine

read:
  if
  :: d_step { cache != 0 -> STEP } goto endGone
  :: d_step { cache == 0 -> STEP } goto take
  OR_CRASH(0)
  fi

take:
  if
  :: d_step { lock == 0 -> STEP; lock = 1 + _pid } goto HELD
#ifdef BROKEN
  :: d_step { lock != 0 -> STEP } goto startAnyway
#else
  :: d_step { lock != 0 -> STEP } goto wait
#endif
  OR_CRASH(0)
  fi

#ifdef BROKEN
startAnyway:
  if
  :: d_step { STEP; rebuilds++; version++; mine = version; assert(ONE_REBUILD) }
  OR_CRASH(0)
  fi
  if
  :: d_step { STEP; rebuilds-- } goto endGone
  OR_CRASH(1)
  fi
#else
wait:
  if
  :: d_step { lock == 0 || cache != 0 -> STEP } goto read
  OR_CRASH(0)
  fi
#endif

#ifdef RECHECK
recheck:
  if
  :: d_step { cache != 0 -> STEP } goto release
  :: d_step { cache == 0 -> STEP }
  OR_CRASH(0)
  fi
#endif

start:
  if
  :: d_step { STEP; rebuilds++; version++; mine = version; assert(ONE_REBUILD && NEEDED) }
  OR_CRASH(0)
  fi
  if
  :: d_step { STEP; rebuilds-- }
  OR_CRASH(1)
  fi
  if
  :: d_step { STEP; assert(NOT_OLDER); cache = mine; assert(NEEDED) }
  OR_CRASH(0)
  fi
release:
  if
#ifdef BROKEN
  :: d_step { STEP; lock = 0 }
#else
#ifdef BLIND_DELETE
  :: d_step { STEP; assert(lock == 0 || lock == 1 + _pid); lock = 0 }
#else
  :: d_step { STEP; if :: lock == 1 + _pid -> lock = 0 :: else fi }
#endif
#endif
  OR_CRASH(0)
  fi

endGone:
  false
}

active proctype clock() {
end:
  do
#ifndef NO_EXPIRY
  :: d_step { lock != 0 && lapses > 0 -> printf("t\n"); lapses--; lock = 0 }
  /* Time passes for as long as it takes when no caller can move. */
  :: d_step { lock != 0 && lapses == 0 && timeout -> printf("t\n"); lock = 0 }
#endif
  :: d_step { cache != 0 && lapses > 0 -> printf("e\n"); lapses--; cache = 0 }
  od
}
