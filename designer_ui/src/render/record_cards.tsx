/** A record to read: the same cards as its form, with values instead of controls; empty answers are left out. */
import { kindOf } from "../kinds/registry.ts";
import type { Field, Form } from "../model/app_page.ts";
import { shownFields } from "../model/app_page.ts";
import { type Card, cardsOf } from "../model/cards.ts";
import type { Values } from "../model/record.ts";
import { useWords } from "../ui/words.tsx";
import { CardList } from "./card_list.tsx";

const isBlank = (value: unknown): boolean =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);

type Props = { form: Form; values: Values; without?: string[] };

export function RecordCards({ form, values, without = [] }: Props) {
  const answered = (field: Field): boolean => !isBlank(values[field.id]) && !without.includes(field.id);
  const cards = cardsOf(shownFields(form)).map((card) => ({ ...card, fields: card.fields.filter(answered) }));
  const filled = cards.filter((card) => card.fields.length > 0);
  return <CardList cards={filled} draw={(card) => <RecordCard key={card.id} card={card} values={values} />} />;
}

function RecordCard({ card, values }: { card: Card; values: Values }) {
  const { of } = useWords();
  const title = card.table?.title ?? card.section?.title ?? null;
  return (
    <section className="card">
      {title && <h2>{of(title)}</h2>}
      {card.table ? <Value field={card.table} values={values} /> : <Facts fields={card.fields} values={values} />}
    </section>
  );
}

export function Facts({ fields, values }: { fields: Field[]; values: Values }) {
  const { of } = useWords();
  return (
    <dl className="facts">
      {fields.map((field) => (
        <div key={field.id} className={kindOf(field.widget).wide ? "wide" : ""}>
          <dt>{of(field.title)}</dt>
          <dd>
            <Value field={field} values={values} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ field, values }: { field: Field; values: Values }) {
  const kind = kindOf(field.widget);
  return <kind.Show field={field} value={values[field.id]} />;
}
