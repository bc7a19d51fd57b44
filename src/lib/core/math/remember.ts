/** What was computed once, kept for who asks again. */
interface Memory<Key, Value> {
  get(key: Key): Value | undefined
  set(key: Key, value: Value): unknown
}

/** What a memory has for a key; else it is computed, and kept. @param compute never gives undefined */
export function remember<Key, Value>(memory: Memory<Key, Value>, key: Key, compute: () => Value): Value {
  let value = memory.get(key)
  if (value === undefined) {
    value = compute()
    memory.set(key, value)
  }
  return value
}

/** The same in a memory of few: the oldest is forgotten. */
export class Latest<Value> {
  private readonly values = new Map<string, Value>()

  constructor(private readonly most: number) {}

  get(key: string): Value | undefined {
    return this.values.get(key)
  }

  set(key: string, value: Value): void {
    const { most, values } = this
    if (values.size >= most) values.delete(values.keys().next().value!)
    values.set(key, value)
  }
}
