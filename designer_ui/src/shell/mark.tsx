/** The product's mark: a value between its limits. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg className="brand" viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <rect width="32" height="32" rx="7" className="brand-ground" />
      <path d="M6 16h20M6 11v10M26 11v10" className="brand-limits" />
      <rect x="17" y="9" width="4" height="14" className="brand-mark" />
    </svg>
  );
}
