// The names SvelteKit looks for: https://svelte.dev/docs/kit/types#app
declare global {
  namespace App {
    interface Error {
      message: string
      /** Stands in the server's log beside the fault. */
      id?: string
    }
    // interface Locals {}
    // interface PageData {}
    // interface PageState {}
    // interface Platform {}
  }

  /** Set by the build; ask `HAS_SERVER` of the tuner instead. */
  const __STATIC__: boolean
}

export {}
