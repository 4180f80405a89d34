import { ICONS, type IconName } from "./icons.ts";

/** One glyph. Always beside a word, or inside a control that has a spoken name. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" focusable="false">
      <path
        d={ICONS[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      {name === "half" && <path d="M12 4.500a7.500 7.500 0 0 1 0 15z" fill="currentColor" />}
    </svg>
  );
}
