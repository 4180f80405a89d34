import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import type { IconName } from "./icons.ts";

type Props = { tone: "frozen" | "fail" | "near" | "info"; title: string; children?: ReactNode; action?: ReactNode };
const SIGNS: Record<Props["tone"], IconName> = { frozen: "lock", fail: "warn", near: "half", info: "info" };

export function Banner({ tone, title, children, action }: Props) {
  return (
    <div className={`banner ${tone}`} role={tone === "fail" ? "alert" : undefined}>
      <Icon name={SIGNS[tone]} />
      <div className="grow">
        <strong>{title}</strong>
        {children && <div className="small">{children}</div>}
      </div>
      {action}
    </div>
  );
}

export function Empty({ icon, children, action }: { icon: IconName; children: ReactNode; action?: ReactNode }) {
  return (
    <div className="nothing">
      <Icon name={icon} size={32} />
      <p>{children}</p>
      {action}
    </div>
  );
}

export function Loading({ children }: { children: ReactNode }) {
  return (
    <p className="loading quiet" role="status">
      {children}
    </p>
  );
}
