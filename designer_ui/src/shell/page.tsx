/** The page as a whole: language, news, what was read, and which screen the address means. */
import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { Route, Router, Switch } from "wouter";
import { Refusal } from "../model/problem.ts";
import { useHashPath, useHashSearch } from "../runtime/address.ts";
import { Toasting } from "../ui/toast.tsx";
import { Speaking } from "../ui/words.tsx";
import { AppFrame } from "./app_frame.tsx";
import { Apps } from "./apps.tsx";

const SignIn = lazy(() => import("./sign_in.tsx").then((m) => ({ default: m.SignIn })));
const LinkSignIn = lazy(() => import("./sign_in.tsx").then((m) => ({ default: m.LinkSignIn })));

/** A refusal is an answer; only a broken line is worth another try. */
const worthRetrying = (count: number, error: Error): boolean =>
  count < 2 && (!(error instanceof Refusal) || error.status === 0 || error.status >= 500);

const client: QueryClient = new QueryClient({
  defaultOptions: { queries: { retry: worthRetrying, staleTime: 5_000 } },
  queryCache: new QueryCache({
    onError: (error, query) => {
      const signedOut = error instanceof Refusal && error.status === 401;
      if (signedOut && query.queryKey[0] !== "me") void client.resetQueries({ queryKey: ["me"] });
    },
  }),
});

export function Page() {
  return (
    <QueryClientProvider client={client}>
      <Speaking>
        <Toasting>
          <Router hook={useHashPath} searchHook={useHashSearch}>
            <Suspense>
              <Switch>
                <Route path="/sign-in">{() => <SignIn />}</Route>
                <Route path="/sign-in/:token">{({ token }) => <LinkSignIn token={token} />}</Route>
                <Route path="/">{() => <Apps />}</Route>
                <Route path="/:app/*?">{({ app }) => <AppFrame key={app} appId={app} />}</Route>
              </Switch>
            </Suspense>
          </Router>
        </Toasting>
      </Speaking>
    </QueryClientProvider>
  );
}
