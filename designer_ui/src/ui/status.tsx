/** A status is said three times: by its sign, by its word, and last by its colour. */
import type { ReactNode } from "react";
import type { Tone } from "../model/tone.ts";
import { Icon } from "./icon.tsx";
import type { IconName } from "./icons.ts";

const SIGNS: Record<Tone, IconName | null> = {
  pass: "check",
  fail: "cross",
  near: "half",
  frozen: "lock",
  action: null,
  neutral: null,
};

export function Status({ tone, children, plain = false }: { tone: Tone; children: ReactNode; plain?: boolean }) {
  const sign = SIGNS[tone];
  return (
    <span className={`status ${tone}${plain ? " plain" : ""}`}>
      {sign && <Icon name={sign} size={16} />}
      <span>{children}</span>
    </span>
  );
}
