/** Where a lesson leads. */
export interface NextLesson {
  title: string
  href: string
  /** Shows it in place. Without it the link is followed. */
  onfollow?: () => void
}
