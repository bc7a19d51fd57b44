/*
 * The simulation of src/lib/core, trigger by trigger, in C: Poisson requests, a fixed rebuild time, no coordination.
 * Written for its speed to be compared: means only, no histograms, and the logarithm of libm.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static uint64_t state[4];

static uint64_t rotl(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }

/* xoshiro256++ (Blackman & Vigna 2018) */
static uint64_t next(void) {
  const uint64_t result = rotl(state[0] + state[3], 23) + state[0];
  const uint64_t t = state[1] << 17;
  state[2] ^= state[0];
  state[3] ^= state[1];
  state[1] ^= state[2];
  state[0] ^= state[3];
  state[2] ^= t;
  state[3] = rotl(state[3], 45);
  return result;
}

static double exponential(void) { return -log(((next() >> 12) + 0.5) * 0x1p-52); }

/* The time to expiry at which a mass of triggers has passed since `from`. */
static double trigger(double from, double mass, double scale, double rate) {
  if (from <= 0) return from - mass / rate;
  const double x1 = rate * scale;
  const double here = x1 * exp(-from / scale);
  if (mass >= x1 - here) return (x1 - here - mass) / rate;
  return mass < here ? from - scale * log1p(mass / here) : -scale * log((here + mass) / x1);
}

#define MOST 65536

static double ends[MOST];

static void simulate(double rate, int cycles, int print) {
  const double ttl = 60, delta = 0.25, scale = 1 * delta;
  double gaps = 0, length = 0;
  long duplicates = 0, early = 0;
  for (int i = 0; i < cycles; i++) {
    double to_expiry = trigger(ttl, exponential(), scale, rate);
    const double gap = to_expiry;
    if (gap > 0) {
      gaps += gap;
      early++;
    }
    /* Rebuilds of equal length end in the order of their starts: a queue. */
    int first = 0, last = 0;
    double time = 0;
    ends[last++] = delta;
    while (first < last) {
      const double end = ends[first];
      const double at = trigger(to_expiry, exponential(), scale, rate);
      if (to_expiry - at < end - time && last < MOST) {
        time += to_expiry - at;
        to_expiry = at;
        ends[last++] = time + delta;
      } else {
        time = end;
        first++;
        to_expiry = ttl;
      }
    }
    duplicates += last - 1;
    length += ttl - gap + time;
  }
  if (print) {
    printf("in C  mean gap %.3f s, %.2f rebuilds a cycle of %.2f s\n", gaps / early,
           1 + (double)duplicates / cycles, length / cycles);
  }
}

static int compare(const void *a, const void *b) {
  return (*(const double *)a > *(const double *)b) - (*(const double *)a < *(const double *)b);
}

int main(void) {
  enum { CYCLES = 1000000, TIMES = 9 };
  double times[TIMES];
  state[0] = 0x9e3779b97f4a7c15;
  state[1] = 0xbf58476d1ce4e5b9;
  state[2] = 0x94d049bb133111eb;
  state[3] = 1;
  for (int i = 0; i < TIMES; i++) {
    const clock_t start = clock();
    simulate(1e6, CYCLES, i == 0);
    times[i] = (double)(clock() - start) / CLOCKS_PER_SEC;
  }
  qsort(times, TIMES, sizeof *times, compare);
  printf("in C  1000000/s  %.0f ns a cycle\n", times[TIMES / 2] / CYCLES * 1e9);
  return 0;
}
