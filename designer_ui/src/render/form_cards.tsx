import type { Form } from "../model/app_page.ts";
import { shownFields } from "../model/app_page.ts";
import { type Card, cardsOf } from "../model/cards.ts";
import { facetAt } from "../model/derive.ts";
import { problemsAt } from "../model/problem.ts";
import { useWords } from "../ui/words.tsx";
import { CardList } from "./card_list.tsx";
import { FieldControl, FieldRow } from "./field_row.tsx";
import { controlId, useForm } from "./form_state.ts";

/** The whole form, a card after the other; `only` narrows it to some fields. */
export function FormCards({ form }: { form: Form }) {
  const { derived, problems } = useForm();
  const cards = cardsOf(shownFields(form)).filter((card) =>
    card.fields.some((field) => facetAt(derived.facets, field.id).visible),
  );
  return (
    <div className="cards">
      <CardList cards={cards} problems={problems} draw={(card) => <FormCard key={card.id} card={card} />} />
    </div>
  );
}

function FormCard({ card }: { card: Card }) {
  const { of, t } = useWords();
  const { derived, problems } = useForm();
  const title = card.table?.title ?? card.section?.title ?? null;
  const id = controlId(card.id);
  const needed = card.table && facetAt(derived.facets, card.table.id).required;
  return (
    <section className="card" aria-labelledby={title ? `${id}-title` : undefined}>
      {title && (
        <h2 id={`${id}-title`}>
          {of(title)}
          {needed && <span className="mark needed"> {t("required")}</span>}
        </h2>
      )}
      {card.section?.help && !card.table && <p className="small faint">{of(card.section.help)}</p>}
      {card.table ? (
        <div id={id} tabIndex={-1}>
          <FieldControl field={{ ...card.table, help: null }} path={card.table.id} />
          {problemsAt(problems, card.table.id).length === 0 && card.table.help && (
            <p className="small faint">{of(card.table.help)}</p>
          )}
        </div>
      ) : (
        <div className="fields">
          {card.fields.map((field) => (
            <FieldRow key={field.id} field={field} />
          ))}
        </div>
      )}
    </section>
  );
}
