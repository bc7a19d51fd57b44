/*
 * A write fenced by a lock token: a rebuild may outlive its lock, and must then not write.
 *
 * One d_step per transition, and its move printed, as in lock-on-miss.pml. -D: the variant, CALLERS, LAPSES, CRASHES.
 */
byte cache /* the value's version; 0: there is none */
byte version
byte lock /* 0: free; else 1 + the pid of its holder, who takes it at most once */
byte lapses = LAPSES
byte crashes = CRASHES

#define STEP printf("%c\n", 'A' + _pid)
#define MINE (lock == 1 + _pid)
#define WRITE assert(mine >= cache); cache = mine
#define OR_CRASH :: d_step { crashes > 0 -> printf("%c\n", 'a' + _pid); crashes-- } goto endGone

active [CALLERS] proctype caller() {
  byte mine

  if
  :: d_step { lock == 0 -> STEP; lock = 1 + _pid }
  :: d_step { lock != 0 -> STEP } goto endGone
  OR_CRASH
  fi
  /* The rebuild reads the database at its start. */
  if
  :: d_step { STEP; version++; mine = version }
  OR_CRASH
  fi
  if
  :: d_step { STEP }
  OR_CRASH
  fi
#ifdef BROKEN
  if
  :: d_step { MINE -> STEP }
  :: d_step { !MINE -> STEP } goto endGone
  OR_CRASH
  fi
#endif
  if
#ifdef MENDED
  :: d_step { MINE -> STEP; WRITE }
  :: d_step { !MINE -> STEP }
#else
#ifdef VERSION
  :: d_step { cache < mine -> STEP; WRITE }
  :: d_step { cache >= mine -> STEP }
#else
  :: d_step { STEP; WRITE }
#endif
#endif
  OR_CRASH
  fi

endGone:
  false
}

active proctype clock() {
end:
  do
  :: d_step { lock != 0 && lapses > 0 -> printf("t\n"); lapses--; lock = 0 }
  :: d_step { cache != 0 && lapses > 0 -> printf("e\n"); lapses--; cache = 0 }
  od
}
