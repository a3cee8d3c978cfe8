/** One value that is kept under a name. */
export interface Value<Content> {
  get(): Content | undefined;
  put(content: Content): void;
}
