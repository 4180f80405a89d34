/** Where a person wanted to go before they had to sign in; taken up once they are in. */

const AFTER = "suyuan.after-sign-in";

export const rememberPlace = (): void => sessionStorage.setItem(AFTER, window.location.hash.replace(/^#/, ""));

export function takeRememberedPlace(): string {
  const place = sessionStorage.getItem(AFTER);
  sessionStorage.removeItem(AFTER);
  return place?.startsWith("/") && !place.startsWith("/sign-in") ? place : "/";
}
