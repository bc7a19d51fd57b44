/** The typeset formulas, for every section of the page. */
import { getContext, setContext } from 'svelte'
import type { FormulaName } from './formulas.server'

type Formulas = Record<FormulaName, string>

const KEY = Symbol('formulas')

export const setFormulas = (formulas: Formulas) => setContext(KEY, formulas)
export const getFormulas = () => getContext<Formulas>(KEY)
