/** The verbs of what happens in an embed, from ADL's vocabulary (https://registry.tincanapi.com, xAPI profile cmi5). */
export interface Verb {
  id: string
  display: { en: string }
}

const verb = (name: string): Verb => ({
  id: `http://adlnet.gov/expapi/verbs/${name}`,
  display: { en: name }
})

export const VERBS = {
  initialized: verb('initialized'),
  interacted: verb('interacted'),
  answered: verb('answered'),
  completed: verb('completed')
}
