/** Cards under the tabs of their form; those before the first tab stand above. The other tabs stay, unseen, as they are. */
import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import type { Card } from "../model/cards.ts";
import { type Problem, problemsUnder } from "../model/problem.ts";
import { Tabs } from "../ui/tabs.tsx";
import { useWords } from "../ui/words.tsx";

type Props = { cards: Card[]; problems: Problem[]; draw: (card: Card) => ReactNode };

const wrongIn = (card: Card, problems: Problem[]): number =>
  card.fields.reduce((sum, field) => sum + problemsUnder(problems, field.id).length, 0);

export default function Tabbed({ cards, problems, draw }: Props) {
  const { of, t } = useWords();
  const tabs = [...new Set(cards.flatMap((card) => card.tab ?? []))];
  const [chosen, setChosen] = useState<string | null>(null);
  const known = useRef<Problem[]>(problems);
  useLayoutEffect(() => {
    const fresh = problems.filter((problem) => !known.current.includes(problem));
    known.current = problems;
    const first = cards.find((card) => wrongIn(card, fresh) > 0);
    if (first?.tab) setChosen(first.tab.id);
  }, [problems, cards]);
  const open = tabs.find((tab) => tab.id === chosen) ?? tabs[0];
  const inTab = (id: string): Card[] => cards.filter((card) => card.tab?.id === id);
  return (
    <>
      {cards.filter((card) => card.tab === null).map(draw)}
      <Tabs
        name={t("parts")}
        items={tabs.map((tab) => ({
          id: tab.id,
          title: of(tab.title),
          count: inTab(tab.id).reduce((sum, card) => sum + wrongIn(card, problems), 0),
        }))}
        chosen={open?.id ?? ""}
        onChoose={setChosen}
      />
      {tabs.map((tab) => (
        <div key={tab.id} className="cards" hidden={tab !== open}>
          {tab.help && <p className="small faint">{of(tab.help)}</p>}
          {inTab(tab.id).map(draw)}
        </div>
      ))}
    </>
  );
}
