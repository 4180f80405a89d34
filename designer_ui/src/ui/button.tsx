import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Icon } from "./icon.tsx";
import type { IconName } from "./icons.ts";

export type ButtonLook = "primary" | "plain" | "ghost" | "fail" | "bar";
type Props = ButtonHTMLAttributes<HTMLButtonElement> & { look?: ButtonLook; icon?: IconName; children?: ReactNode };

export function Button({ look = "plain", icon, children, className = "", ...rest }: Props) {
  return (
    <button type="button" className={`button ${look} ${className}`} {...rest}>
      {icon && <Icon name={icon} />}
      {children !== undefined && <span>{children}</span>}
    </button>
  );
}

/** A button that is only a glyph; its name is spoken and shown as a tip. */
export function IconButton({ icon, name, ...rest }: { icon: IconName; name: string } & Props) {
  return (
    <Button
      icon={icon}
      aria-label={name}
      title={name}
      look={rest.look ?? "ghost"}
      {...rest}
      className={`square ${rest.className ?? ""}`}
    />
  );
}
