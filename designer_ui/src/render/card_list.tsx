/** The cards of a form one after the other, under tabs where it has any: their code comes only then. */
import { lazy, type ReactNode, Suspense } from "react";
import type { Card } from "../model/cards.ts";
import type { Problem } from "../model/problem.ts";

const Tabbed = lazy(() => import("./tabbed.tsx"));
const NONE: Problem[] = [];

type Props = { cards: Card[]; problems?: Problem[]; draw: (card: Card) => ReactNode };

export function CardList({ cards, problems = NONE, draw }: Props) {
  if (cards.every((card) => card.tab === null)) return cards.map(draw);
  return (
    <Suspense fallback={cards.map(draw)}>
      <Tabbed cards={cards} problems={problems} draw={draw} />
    </Suspense>
  );
}
