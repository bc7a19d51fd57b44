/*
 * XFetch: each request draws u in (0, 1] and refreshes when now - delta * beta * ln(u) >= expiry.
 *
 * Spin has whole numbers only, so all times are in ms. One d_step per transition, and its move printed, as in
 * lock-on-miss.pml. -D: the variant, CALLERS.
 */
#define TTL 10000
#define DELTA 2000

short now = 5000
short expiry = TTL /* the first value is written at 0 */

/* -1000 ln(1 - r) for the draws r = 0, 0.3, 0.6, 0.95 */
#define SPREAD(draw) (draw == 0 -> 0 : (draw == 1 -> 357 : (draw == 2 -> 916 : 2996)))
/* -1000 ln(r); the logarithm of 0 is endless, here longer than all that can count */
#define SPREAD_OF_R(draw) (draw == 0 -> 100000 : (draw == 1 -> 1204 : (draw == 2 -> 511 : 51)))

#define BETA_PERCENT 100
#define EARLY(delta, percent, spread) ((delta) * (percent) / 100 * (spread) / 1000)

#ifdef CLAMPED
#undef BETA_PERCENT
#define BETA_PERCENT 50
#define RULE (now + EARLY(DELTA, 100, SPREAD(draw)) >= mine)
#endif
#ifdef BROKEN
#define RULE (now - EARLY(DELTA, 100, SPREAD(draw)) >= mine)
#endif
#ifdef AGE
#define RULE (now + EARLY(now - (mine - TTL), 100, SPREAD(draw)) >= mine)
#endif
#ifdef WHOLE_SECONDS
#define RULE (now / 1000 * 1000 + EARLY(DELTA, 100, SPREAD(draw)) >= mine)
#endif
#ifdef ZERO
#define RULE (now + EARLY(DELTA, 100, SPREAD_OF_R(draw)) >= mine)
#endif
#define PAPER (now + EARLY(DELTA, BETA_PERCENT, SPREAD(draw)) >= mine)
#ifdef MENDED
#define RULE PAPER
#endif

#define STEP printf("%c\n", 'A' + _pid)
#define DECIDE(number) d_step { \
    draw = number; \
    if :: draw == 0 -> STEP :: else -> printf("%c%d\n", 'A' + _pid, draw) fi; \
    refreshes = RULE; \
    assert(refreshes == PAPER); \
    assert(refreshes || now < mine); \
    draw = 0 \
  }

active [CALLERS] proctype caller() {
  short mine
  byte draw
  bool refreshes

  d_step { STEP; mine = expiry }
  if
  :: DECIDE(0)
  :: DECIDE(1)
  :: DECIDE(2)
  :: DECIDE(3)
  fi
endServed: /* unless it refreshes: the rebuild starts, ends, and its value is written */
  if
  :: d_step { refreshes -> STEP }
  fi
  d_step { STEP }
  d_step { STEP; expiry = now + TTL }

endWritten:
  false
}

active proctype clock() {
end:
  do
  :: d_step { now == 5000 -> printf("t\n"); now = 8500 }
  :: d_step { now == 8500 -> printf("t\n"); now = 9500 }
  :: d_step { now == 9500 -> printf("t\n"); now = 10500 }
  :: d_step { now == 10500 -> printf("t\n"); now = 15000 }
  od
}
