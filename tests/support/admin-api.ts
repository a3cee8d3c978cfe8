import type {
  AdminAnswer,
  AdminApi,
  AdminOperation,
} from '#app/shopify/admin-api/admin-api.server.ts';

/** Answers by the operation's name; what is not listed is an error of the test. */
export type Answers = Record<
  string,
  (variables: never) => AdminAnswer<unknown> | Promise<AdminAnswer<unknown>>
>;

/** An Admin API that answers as the test says and remembers what it was asked. */
export function answeringAdminApi(answers: Answers): AdminApi & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    run<Data, Variables>(
      _shopDomain: string,
      operation: AdminOperation<Data, Variables>,
      variables: Variables,
    ): Promise<AdminAnswer<Data>> {
      const name = /(?:query|mutation) (\w+)/.exec(operation.toString())?.[1] ?? '';
      const answer = answers[name];
      if (!answer) throw new Error(`the test does not answer ${name}`);
      asked.push(name);
      return Promise.resolve(answer(variables as never)) as Promise<AdminAnswer<Data>>;
    },
  };
}
