/** A choice between views; arrow keys move, as in the ARIA tabs pattern without panels: plain toggle buttons. */
type Item<T extends string> = { id: T; title: string; count?: number | null };
type Props<T extends string> = { name: string; items: Item<T>[]; chosen: T; onChoose: (id: T) => void };

export function Tabs<T extends string>({ name, items, chosen, onChoose }: Props<T>) {
  return (
    <fieldset className="tabs" aria-label={name}>
      {items.map((item) => (
        <button key={item.id} type="button" aria-pressed={item.id === chosen} onClick={() => onChoose(item.id)}>
          {item.title}
          {item.count ? <span className="count num">{item.count}</span> : null}
        </button>
      ))}
    </fieldset>
  );
}
