import { beforeEach, expect, test } from "vitest";
import { focusNext } from "./use_keys.ts";

const buttons = () => [...document.querySelectorAll("button")];
const focused = () => document.activeElement?.textContent;

beforeEach(() => {
  document.body.innerHTML = "<button>one</button><button>two</button><button>three</button>";
});

test("from nowhere a step forth leads to the first, a step back to the last", () => {
  focusNext(buttons(), 1);
  expect(focused()).toBe("one");
  buttons()[0]?.blur();
  focusNext(buttons(), -1);
  expect(focused()).toBe("three");
});

test("steps go from one to the next and stop at the ends", () => {
  buttons()[1]?.focus();
  focusNext(buttons(), 1);
  focusNext(buttons(), 1);
  expect(focused()).toBe("three");
});
