/*
 * The simulation of src/lib/core in C: Poisson requests, a fixed rebuild time, no coordination. Written for its speed to
 * be compared: means only, no histograms, one stream of random numbers, and the logarithm of libm.
 *
 *   xfetch          a million cycles at 1,000,000 requests/s, trigger by trigger
 *   xfetch picture  the default picture with the same cycles as ours, all duplicates of a cycle at once where refreshes
 *                   settle
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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

static double uniform(void) { return ((next() >> 12) + 0.5) * 0x1p-52; }

static double exponential(void) { return -log(uniform()); }

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

struct sums {
  double gaps, length;
  long cycles, duplicates, early;
};

/* Trigger by trigger. A cycle ends early with its `most`-th rebuild, where refreshes do not settle. */
static struct sums simulate(double rate, double beta, int cycles, int most) {
  const double ttl = 60, delta = 0.25, scale = beta * delta;
  struct sums sums = {0};
  for (int i = 0; i < cycles; i++) {
    double to_expiry = trigger(ttl, exponential(), scale, rate);
    const double gap = to_expiry;
    if (gap > 0) {
      sums.gaps += gap;
      sums.early++;
    }
    /* Rebuilds of equal length end in the order of their starts: a queue. */
    int first = 0, last = 0;
    double time = 0;
    ends[last++] = delta;
    while (first < last && last < most) {
      const double end = ends[first];
      const double at = trigger(to_expiry, exponential(), scale, rate);
      if (to_expiry - at < end - time) {
        time += to_expiry - at;
        to_expiry = at;
        ends[last++] = time + delta;
      } else {
        time = end;
        first++;
        to_expiry = ttl;
      }
    }
    sums.cycles++;
    sums.duplicates += last - 1;
    sums.length += ttl - gap + time;
  }
  return sums;
}

/* Inversion for small means, PTRS (Hörmann 1993) for others. */
static long poisson(double mean) {
  if (mean < 12) {
    double left = uniform(), chance = exp(-mean);
    long count = 0;
    while (left > chance && chance > 1e-20) {
      left -= chance;
      chance *= mean / ++count;
    }
    return count;
  }
  const double b = 0.931 + 2.53 * sqrt(mean), a = -0.059 + 0.02483 * b;
  const double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4), squeeze = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const double u = uniform() - 0.5, v = uniform(), us = 0.5 - fabs(u);
    const double count = floor((2 * a / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= squeeze) return (long)count;
    if (count < 0 || (us < 0.013 && v > us)) continue;
    if (log(v * inverse_alpha / (a / (us * us) + b)) <= count * log(mean) - mean - lgamma(count + 1))
      return (long)count;
  }
}

/* All duplicates of a cycle at once; refreshes settle, so no request triggers between its writes. */
static struct sums at_once(double rate, double beta, int cycles) {
  const double ttl = 60, delta = 0.25, scale = beta * delta, x1 = rate * scale, x0 = x1 * exp(-ttl / scale);
  const double lifetime = -x1 * expm1(-ttl / scale), growth = exp(delta / scale);
  struct sums sums = {0};
  for (int i = 0; i < cycles; i++) {
    const double e = exponential(), rest = exponential();
    double gap = (lifetime - e) / rate, mass = rate * delta, expired = mass, at_end = 0, stretch = 0;
    if (e < lifetime) {
      const double here = x0 + e;
      gap = x0 > 1 ? ttl - scale * log1p(e / x0) : -scale * log(here / x1);
      at_end = fmin(here * growth, x1);
      expired = rate * fmax(0, delta - gap);
      mass = at_end - here + expired;
      sums.gaps += gap;
      sums.early++;
    }
    if (rest < mass) {
      sums.duplicates += 1 + poisson(mass - rest);
      const double since = rest < expired ? rest / rate : expired / rate + scale * log(at_end / (at_end - (rest - expired)));
      stretch = fmax(0, delta - since);
    }
    sums.cycles++;
    sums.length += ttl + delta - gap + stretch;
  }
  return sums;
}

/* The points of default-picture.ts; the last three of the hot key do not settle, and end as early as ours. */
static double picture(int print) {
  const clock_t start = clock();
  struct sums all = {0};
  for (int i = 0; i < 25; i++) {
    const double beta = pow(10, -1 + i / 8.0);
    for (int hot = 0; hot < 2; hot++) {
      const double rate = hot ? 1000 : 0.5;
      const struct sums sums = !hot || i < 22 ? at_once(rate, beta, 20000)
                               : i == 22      ? simulate(rate, beta, 131, MOST)
                                              : simulate(rate, beta, 2, 5000);
      all.cycles += sums.cycles;
      all.duplicates += sums.duplicates;
      all.length += sums.length;
    }
  }
  if (print) printf("in C  %ld cycles of %.1f s, %.2f rebuilds each\n", all.cycles, all.length / all.cycles,
                    1 + (double)all.duplicates / all.cycles);
  return (double)(clock() - start) / CLOCKS_PER_SEC;
}

static double million(int print) {
  const clock_t start = clock();
  const struct sums sums = simulate(1e6, 1, 1000000, MOST);
  if (print)
    printf("in C  mean gap %.3f s, %.2f rebuilds a cycle of %.2f s\n", sums.gaps / sums.early,
           1 + (double)sums.duplicates / sums.cycles, sums.length / sums.cycles);
  return (double)(clock() - start) / CLOCKS_PER_SEC;
}

static int compare(const void *a, const void *b) {
  return (*(const double *)a > *(const double *)b) - (*(const double *)a < *(const double *)b);
}

int main(int count, char **arguments) {
  enum { TIMES = 9 };
  const int draws = count > 1 && strcmp(arguments[1], "picture") == 0;
  double times[TIMES];
  state[0] = 0x9e3779b97f4a7c15;
  state[1] = 0xbf58476d1ce4e5b9;
  state[2] = 0x94d049bb133111eb;
  state[3] = 1;
  for (int i = 0; i < TIMES; i++) times[i] = draws ? picture(i == 0) : million(i == 0);
  qsort(times, TIMES, sizeof *times, compare);
  if (draws) printf("in C  one thread, all %.0f ms, at best %.0f ms\n", times[TIMES / 2] * 1e3, times[0] * 1e3);
  else printf("in C  1000000/s  %.0f ns a cycle\n", times[TIMES / 2] * 1e3);
  return 0;
}
