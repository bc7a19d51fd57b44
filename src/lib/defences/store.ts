/** What the defences need of a shared store. Each operation is one atomic step there. Times are seconds. */
export interface Store {
  get(key: string): Promise<string | null>
  set(key: string, value: string, ttl: number): Promise<void>
  /** @returns whether it was absent, and so is set now */
  setIfAbsent(key: string, value: string, ttl: number): Promise<boolean>
  /** @returns whether it had this value, and so is deleted now */
  deleteIfEqual(key: string, value: string): Promise<boolean>
  /** @returns whether the lock still has this token, and so the value is set now */
  setIfLocked(key: string, value: string, ttl: number, lock: string, token: string): Promise<boolean>
  /** @returns whether the version is above that of the value there, or there is none, and so the value is set now */
  setIfNewer(key: string, value: string, ttl: number, version: number): Promise<boolean>
}

/** The key of the lock on a key. */
export const lockOf = (key: string): string => `lock:${key}`
