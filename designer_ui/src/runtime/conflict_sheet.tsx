/** Somebody else was faster: both sides, field by field, and two ways on. */
import { kindOf } from "../kinds/registry.ts";
import type { Field, Form } from "../model/app_page.ts";
import { shownFields } from "../model/app_page.ts";
import type { RecordPage, Values } from "../model/record.ts";
import { Button } from "../ui/button.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { useWords } from "../ui/words.tsx";
import { toWire } from "./wire.ts";

type Props = {
  form: Form;
  mine: Values;
  theirs: RecordPage;
  onClose: () => void;
  onTake: (values: Values, rev: number) => void;
  onKeep: (rev: number) => void;
};

const differs = (field: Field, mine: Values, theirs: Values): boolean =>
  kindOf(field.widget).layout === undefined &&
  field.value === null &&
  JSON.stringify(toWire(field, mine[field.id]) ?? null) !== JSON.stringify(toWire(field, theirs[field.id]) ?? null);

export function ConflictSheet({ form, mine, theirs, onClose, onTake, onKeep }: Props) {
  const { t, of } = useWords();
  const fields = shownFields(form).filter((field) => differs(field, mine, theirs.values));
  return (
    <Sheet
      title={t("conflict")}
      onClose={onClose}
      foot={
        <>
          <Button onClick={() => onTake(theirs.values, theirs.rev)}>{t("take_theirs")}</Button>
          <Button look="primary" onClick={() => onKeep(theirs.rev)}>
            {t("keep_mine")}
          </Button>
        </>
      }
    >
      <p className="quiet">{t("conflict_hint")}</p>
      {theirs.changedBy && <p className="small quiet">{theirs.changedBy.name}</p>}
      <table className="rows read">
        <thead>
          <tr>
            <td />
            <th>{t("mine")}</th>
            <th>{t("theirs")}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field.id}>
              <th scope="row">{of(field.title)}</th>
              <td>
                <Side field={field} values={mine} />
              </td>
              <td>
                <Side field={field} values={theirs.values} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Sheet>
  );
}

function Side({ field, values }: { field: Field; values: Values }) {
  const kind = kindOf(field.widget);
  return <kind.Show field={field} value={values[field.id]} dense />;
}
