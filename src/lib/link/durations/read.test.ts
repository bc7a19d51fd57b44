import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MOST_CHARACTERS, MOST_DURATIONS, readDurations, type Answers } from './read'
import { anyText } from '../../../../tests/support/any-text'

const seconds = (text: string, answers?: Answers) => {
  const reading = readDurations(text, answers)
  return reading.kind === 'read' ? reading.seconds : reading
}
const says = (text: string, answers?: Answers) => {
  const reading = readDurations(text, answers)
  return reading.kind === 'read' ? reading.says : reading.kind === 'refused' ? reading.reason : reading.asks
}

describe('durations that are certain', () => {
  it.each([
    // Headings with a unit.
    ['duration_ms\n198\n243\n310', [0.198, 0.243, 0.31]],
    ['duration_seconds\n1.25\n2.5', [1.25, 2.5]],
    ['elapsed (s)\n1.25\n2.5', [1.25, 2.5]],
    ['latencyUs\n250\n300', [0.00025, 0.0003]],
    ['latency_us\n250\n300', [0.00025, 0.0003]],
    // Units of their own.
    ['120 ms\n1.5 s\n1m2.5s\n250us', [0.12, 1.5, 62.5, 0.00025]],
    ['198ms, 243ms, 310ms', [0.198, 0.243, 0.31]],
    ['198 ms 243 ms', [0.198, 0.243]],
    ['1,25 s\n2,50 s', [1.25, 2.5]],
    ['PT1.5S\n00:00:02', [1.5, 2]],
    // Tables.
    ['i,duration_ms\n0,198\n1,243\n2,310', [0.198, 0.243, 0.31]],
    ['timestamp,latency_ms\n1719830400,198\n1719830401,243', [0.198, 0.243]],
    ['epoch\tlatency_ms\n1719830400123\t198\n1719830400999\t243', [0.198, 0.243]],
    ['id;dauer_ms\n1;1,25\n2;2,50\n3;0,75', [0.00125, 0.0025, 0.00075]],
    ['2024-07-01T10:00:00Z,198ms\n2024-07-01T10:00:01Z,243ms', [0.198, 0.243]],
    ['key,elapsed_s,status\nuser:42,0.5,200\nuser:43,0.25,500', [0.5, 0.25]],
    ['| name | took_ms |\n|------|---------|\n| a | 198 |\n| b | 243 |', [0.198, 0.243]],
    ['real_s,user_s,sys_s\n1.5,1.2,0.1\n1.6,1.2,0.1', [1.5, 1.6]],
    ['"duration_ms"\n"198"\n"243"', [0.198, 0.243]],
    // JSON.
    ['{"latency_ms": [198, 243]}', [0.198, 0.243]],
    ['[{"ts": 1719830400, "latency_ms": 198}, {"ts": 1719830401, "latency_ms": 243}]', [0.198, 0.243]],
    ['{"id":1,"took_ms":198}\n{"id":2,"took_ms":243}', [0.198, 0.243]],
    ['["198ms", "0.25s"]', [0.198, 0.25]],
    // The output of `time`.
    [
      'real\t0m1.234s\nuser\t0m0.900s\nsys\t0m0.100s\n\nreal\t0m1.500s\nuser\t0m1.0s\nsys\t0m0.1s',
      [1.234, 1.5]
    ],
    ['real 1.23\nuser 0.90\nsys 0.10', [1.23]],
    ['real\t0m1,234s\nuser\t0m0,900s\nsys\t0m0,100s', [1.234]],
    ['php x.php  0.90s user 0.10s system 99% cpu 1.234 total', [1.234]],
    ['0.90user 0.10system 0:01.23elapsed 99%CPU (0avgtext+0avgdata 1maxresident)k', [1.23]],
    // Logs.
    ['level=info key=user:42 took=198ms\nlevel=info key=user:43 took=243ms', [0.198, 0.243]],
    ['t=1719830400 duration_ms=198\nt=1719830401 duration_ms=243', [0.198, 0.243]],
    ['10:00:01 INFO rebuilt user:42 in 198 ms\n10:00:02 INFO rebuilt user:43 in 243 ms', [0.198, 0.243]],
    ['rebuilt a in 198 ms\nmiss\nrebuilt b in 1m 2.5s\nexpired', [0.198, 62.5]],
    ['duration_ms: 198\nduration_ms: 243', [0.198, 0.243]],
    ['Time: 198.5 ms\nTime: 1250.5 ms (00:01.250)', [0.1985, 1.2505]],
    ['2024-05-01T10:00:00Z {"ms":198}\n2024-05-01T10:00:01Z {"ms":243}', [0.198, 0.243]],
    ['Elapsed (wall clock) time (h:mm:ss or m:ss): 0:01.50\nPercent of CPU: 99%\nExit status: 0', [1.5]],
    ['BenchmarkA-8\t1000\t250000 ns/op\nBenchmarkA-8\t1000\t260000 ns/op', [0.00025, 0.00026]],
    ['#Fields: date time time-taken(ms)\n2024-05-01 10:00:00 198\n2024-05-01 10:00:01 243', [0.198, 0.243]],
    // What adorns a list.
    ['* **198 ms**\n* `243 ms`', [0.198, 0.243]],
    ['durations:\n  - 198ms\n  - 243ms', [0.198, 0.243]],
    ['198 ms, 243 ms and 310 ms', [0.198, 0.243, 0.31]],
    ['1.2 seconds 0.9 seconds', [1.2, 0.9]],
    ['198\tms\n243\tms', [0.198, 0.243]],
    ['5 min 30 s\n6 min', [330, 360]],
    ['\uff11\uff19\uff18 ms\n243\u200bms', [0.198, 0.243]],
    ['duration_ms = [198, 243]', [0.198, 0.243]],
    ['ms: 198, 243', [0.198, 0.243]],
    ['Rebuild (ms): 198 243', [0.198, 0.243]],
    // Headings with the unit elsewhere, or another one.
    ['ms latency\n198\n243', [0.198, 0.243]],
    ['duration_ns\n198000000\n243000000', [0.198, 0.243]],
    ['Duration (h)\n2.5\n3', [9000, 10_800]],
    // Tables of several programs.
    ['   key  duration_ms\n0  hot          198\n1  cold         243', [0.198, 0.243]],
    ['0    198 ms\n1    243 ms\nName: duration, dtype: object', [0.198, 0.243]],
    ['05/01/2024,198ms\n05/02/2024,243ms', [0.198, 0.243]],
    ['1714557600.123,198ms\n1714557601.456,243ms', [0.198, 0.243]],
    [
      '{"Label":"Rebuild","Datapoints":[{"Value":198,"Unit":"Milliseconds"},{"Value":243,"Unit":"Milliseconds"}]}',
      [0.198, 0.243]
    ],
    ['{"a":{"times_ms":[198,243]}}', [0.198, 0.243]],
    ['key,ms\nhot,198\ncold,243\nTotal,441', [0.198, 0.243]],
    [
      '1 bytes: time=198 ms\n2 bytes: time=243 ms\n--- statistics ---\nrtt min/avg/max/mdev = 198/220/243/9 ms',
      [0.198, 0.243]
    ]
  ])('%j are %j seconds', (text, want) => {
    expect(seconds(text)).toEqual(want)
  })

  it.each([
    ['1,25\n2,50\n0,75', { unit: 's' as const }, [1.25, 2.5, 0.75]],
    ['[198, 243, 310, 275]', { unit: 'ms' as const }, [0.198, 0.243, 0.31, 0.275]],
    ['198, 243, 310,\n275', { unit: 'ms' as const }, [0.198, 0.243, 0.31, 0.275]],
    ['150 152 154', { unit: 'ms' as const }, [0.15, 0.152, 0.154]],
    ['1,250\n0,75\n12,5', { unit: 's' as const }, [1.25, 0.75, 12.5]],
    ['1,234.5\n2,345.5', { unit: 'ms' as const }, [1.2345, 2.3455]],
    ['1\n2\n3', { unit: 's' as const }, [1, 2, 3]],
    ['2\n3 ms', { unit: 's' as const }, [2, 0.003]],
    ['12,15\n13,18', { comma: 'decimal' as const, unit: 's' as const }, [12.15, 13.18]],
    ['198,243\n310,275', { comma: 'separator' as const, column: 1, unit: 'ms' as const }, [0.243, 0.275]],
    [
      '198,243\n310,275',
      { comma: 'separator' as const, column: -1, unit: 'ms' as const },
      [0.198, 0.31, 0.243, 0.275]
    ],
    ['1,250\n2,500', { comma: 'thousands' as const, unit: 'ms' as const }, [1.25, 2.5]],
    ['a_ms,b_ms\n1,2\n3,4', { column: 1 }, [0.002, 0.004]],
    ['const d = [198, 243, 310]', { unit: 'ms' as const }, [0.198, 0.243, 0.31]],
    ['np.array([198, 243,\n 310])', { unit: 'ms' as const }, [0.198, 0.243, 0.31]],
    ['{durations: [198, 243]}', { unit: 'ms' as const }, [0.198, 0.243]],
    ['0,198;0,243;0,310', { unit: 's' as const }, [0.198, 0.243, 0.31]],
    ['v\n1.250\n310,25', { unit: 'ms' as const }, [1.25, 0.31025]],
    ['v\n1.250\n980', { comma: 'thousands' as const, unit: 'ms' as const }, [1.25, 0.98]],
    ['v\n1.250\n980', { comma: 'decimal' as const, unit: 'ms' as const }, [0.00125, 0.98]],
    ['1,98e-1\n2,43e-1', { unit: 's' as const }, [0.198, 0.243]],
    ['1714557600  0.25\n1714557601  0.31', { unit: 's' as const }, [0.25, 0.31]],
    [
      '{"data":{"result":[{"values":[[1714557600.5,"0.25"],[1714557601.5,"0.31"]]}]}}',
      { unit: 's' as const },
      [0.25, 0.31]
    ]
  ])('%j with the answers %j are %j seconds', (text, answers, want) => {
    expect(seconds(text, answers)).toEqual(want)
  })
})

describe('what is not certain', () => {
  it.each([
    ['198\n243', 'unit', 'Which unit is 198 in'],
    ['1,25\n2,50\n0,75', 'unit', 'Which unit is 1,25 in'],
    ['duration\n198\n243', 'unit', 'Which unit is 198 in'],
    ['12,15\n13,18', 'comma', 'What is the comma in 12,15'],
    ['1,25\n2,50\n3,75', 'comma', 'What is the comma in 1,25'],
    ['198,243\n310,275', 'comma', 'What is the comma in 198,243'],
    ['v\n1,250\n2,500', 'comma', 'What is the comma in 1,250'],
    ['cold_ms,warm_ms\n198,20\n243,22', 'column', 'Which column holds the rebuild times'],
    ['198 20\n243 22', 'column', 'Which column holds the rebuild times'],
    ['Dauer\n1.250\n2.500\n980', 'comma', 'What is the point in 1.250'],
    ['duration_min\n2\n3', 'unit', 'Which unit is 2 in'],
    ['[{"mean":1,"min":1,"max":2,"times":[1,2]}]', 'column', 'Which column holds the rebuild times'],
    ['Planning Time: 0.1 ms\nExecution Time: 250.1 ms', 'column', 'Which column holds the rebuild times']
  ])('is asked of %j: %s', (text, about, asks) => {
    expect(readDurations(text)).toMatchObject({ kind: 'question', about, asks })
  })

  it('offers the columns by their names, and those without one by what they hold', () => {
    expect(readDurations('cold_ms,warm_ms\n198,20\n243,22')).toMatchObject({
      choices: [
        { value: 0, label: 'cold_ms' },
        { value: 1, label: 'warm_ms' }
      ]
    })
    expect(readDurations('198 20\n243 22')).toMatchObject({
      choices: [
        { value: 0, label: 'column 1: 198, 243 …' },
        { value: 1, label: 'column 2: 20, 22 …' },
        { value: -1, label: 'all of them' }
      ]
    })
  })
})

describe('what makes no sense is refused', () => {
  it.each([
    ['no numbers here\nnone', /^No durations were found: it holds no durations/],
    ['1719830400\n1719830401', /^No durations were found: it holds points in time/],
    [
      'id,timestamp\n1,1719830400\n2,1719830401',
      /^No durations were found: “id” counts or names something, “timestamp” holds points in time/
    ],
    ['0 ms\n-5 ms', /^No duration above 0 was found, but “0 ms”/],
    ['1.25\n2,5', /decimal point and some a decimal comma; write all of them the same way$/],
    [
      'duration_s\n9999999\n1',
      /^1 of 2 durations lies above the longest rebuild time, 10.d, such as 115.7.d; are they in seconds/
    ],
    ['1ns\n2ms', /^1 of 2 durations lies below the shortest rebuild time, 1.µs, such as 1.ns; remove/],
    ['took_ms\n1\nx\ny\nz\n2\nw', /^(Only 2 of 6 entries can be read|No durations)/],
    // Figures that sum up many rebuilds.
    ['p50: 120ms\np90: 180ms\np99: 400ms', /^“p50: 120ms” sums up many rebuilds\. .* “p50, p99”$/],
    ['p50\t120\np90\t180\np99\t400', /^“p50.120” sums up many rebuilds/],
    ['  50%  12\n  90%  18\n 100%  88 (longest request)', /^“50% {2}12” sums up many rebuilds/],
    ['min: 100ms\navg: 200ms\nmax: 900ms', /^“min: 100ms” sums up many rebuilds/],
    ['took: avg=132ms min=108ms med=117ms max=389ms', /sums up many rebuilds/],
    ['p50,p90,p99\n120ms,180ms,400ms', /“p50” sums up many rebuilds.*two quantiles/],
    ['{"p50":120,"p99":400}', /“p50” sums up many rebuilds/],
    ['x_bucket{le="0.1"} 24\nx_bucket{le="+Inf"} 33', /“le” sums up many rebuilds/],
    ['x{quantile="0.5"} 0.23\nx{quantile="0.99"} 0.9', /“quantile” sums up many rebuilds/],
    // Rates, and times of a clock.
    ['throughput (req/s)\n250\n300', /“throughput \(req\/s\)” counts or names something/],
    ['speed MB/s\n250\n300', /“speed MB\/s” counts or names something/],
    ['10:00:01\n10:00:02\n10:00:05', /^No durations were found: it holds points in time/],
    ['2024-05-01 10:00:00\n2024-05-01 00:00:05', /holds points in time/],
    // The cure is that of the entries.
    ['1:02\n1:30', /^1:02 can be hours or minutes; write 1h02m or 1m02s$/],
    ['100-200 ms\n200-300 ms', /^100-200 ms is a range; write one value/],
    ['0\n0', /^No duration above 0 was found, but “0”$/],
    ['', /^There is no number in it/]
  ])('%j: %s', (text, reason) => {
    const reading = readDurations(text)
    expect(reading.kind).toBe('refused')
    expect(says(text)).toMatch(reason)
  })
})

describe('how it was understood', () => {
  it.each([
    [
      'ts,latency_ms\n1719830400,198\n1719830401,timeout\n1719830402,243\n1719830403,310\n1719830404,275',
      undefined,
      '4 durations in milliseconds, from column “latency_ms”; 1 skipped: “timeout”'
    ],
    ['198 ms\n0.25 s', undefined, '2 durations'],
    ['1,25\n2,50\n0,75', { unit: 's' as const }, '3 durations in seconds, with a decimal comma'],
    [
      '2\n3 ms\n0',
      { unit: 's' as const },
      '2 durations, those without a unit in seconds; 1 zero or negative, skipped'
    ],
    ['real 1.5\nuser 1\nsys 0', undefined, '1 duration, from the real time of time'],
    [
      'Timestamp,Average (Milliseconds)\n2024-05-01 10:00:00,198\n2024-05-01 10:01:00,243',
      undefined,
      '2 durations in milliseconds, from column “Average (Milliseconds)”, each an average, so they vary less than rebuild times do'
    ],
    [
      'ms,count\n100,14\n200,23\n400,9',
      undefined,
      '3 durations in milliseconds, from column “ms”; column “count” is not used, each counts once'
    ],
    [
      'key,ms\nhot,198\ncold,243\nTotal,441',
      undefined,
      '2 durations in milliseconds, from column “ms”; “Total,441” sums up others, skipped'
    ]
  ])('%j: %s', (text, answers, want) => {
    expect(says(text, answers)).toBe(want)
  })
})

it('asks no question twice', () => {
  for (const text of ['v\n1,250\n2,500', '12,15\n13,18', '198,243\n310,275', 'v\n1.250\n980']) {
    const question = readDurations(text)
    const choices = question.kind === 'question' && question.about === 'comma' ? question.choices : []
    expect(choices.length).toBeGreaterThan(1)
    for (const { value } of choices)
      expect(readDurations(text, { comma: value as Answers['comma'] })).not.toMatchObject({ about: 'comma' })
  }
})

it('reads so many durations and no more, and says so', () => {
  const text = 'ms\n' + '1\n'.repeat(MOST_DURATIONS + 1)
  expect(seconds(text)).toHaveLength(MOST_DURATIONS)
  expect(says(text)).toMatch(/; what is beyond 100000 durations or 2 MB was not read$/)
  expect(says('ms\n' + '1\n'.repeat(MOST_DURATIONS))).toBe(
    '100000 durations in milliseconds, from column “ms”'
  )
})

it('reads no line in part when the text is cut', () => {
  const text = `1 ms\n${'2 ms\n'.repeat(10)}${' '.repeat(MOST_CHARACTERS - 57)}\n1234 ms`
  expect(seconds(text)).toEqual([0.001, ...Array(10).fill(0.002)])
})

it('of any text gives durations within the limits, a question with choices or a reason, and never throws', () => {
  const piece = fc.constantFrom(
    ...'1 0 198 2.5 1,25 , ; : \n \t | = - real user sys ms s duration_ms ts 1719830400 { } [ ] " null took=5ms 0m1.2s'.split(
      ' '
    ),
    '\n',
    ' '
  )
  const texts = fc.oneof(
    anyText(),
    fc.array(piece, { maxLength: 40 }).map((all) => all.join('')),
    fc.json()
  )
  const answers = fc.record(
    {
      unit: fc.constantFrom('us' as const, 'ms' as const, 's' as const, 'min' as const),
      column: fc.integer({ min: -1, max: 3 }),
      comma: fc.constantFrom('decimal' as const, 'separator' as const, 'thousands' as const)
    },
    { requiredKeys: [] }
  )
  const kinds = new Map<string, number>()
  fc.assert(
    fc.property(texts, answers, (text, given) => {
      const reading = readDurations(text, given)
      kinds.set(reading.kind, (kinds.get(reading.kind) ?? 0) + 1)
      if (reading.kind === 'read') {
        expect(reading.seconds.length).toBeGreaterThan(0)
        expect(reading.seconds.every((one) => one >= 1e-6 && one <= 864_000)).toBe(true)
      } else if (reading.kind === 'question') {
        expect(reading.choices.length).toBeGreaterThan(1)
        // A question that was answered is not asked again.
        expect(Object.keys(given)).not.toContain(reading.about === 'unit' ? 'unit' : '')
      } else expect(reading.reason).toMatch(/^.{10,400}$/u)
    }),
    { numRuns: 5000, seed: 9 }
  )
  expect(Math.min(...['read', 'question', 'refused'].map((kind) => kinds.get(kind) ?? 0))).toBeGreaterThan(50)
})
