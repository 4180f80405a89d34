import { describe, expect, test } from "vitest";
import { codes, gs1 } from "./gs1.ts";

const GS = "\u001d";
const told = (text: string) => Object.fromEntries(gs1(text) ?? []);

describe("element strings", () => {
  test("a lot of variable length ends at the separator", () => {
    expect(told(`]d201095060001343521010A-7${GS}21S001`)).toEqual({
      "01": "09506000134352",
      "10": "10A-7",
      "21": "S001",
    });
  });
  test("fixed lengths need no separator", () => {
    expect(told(`]C1010950600013435217261231310300125010LOT9`)).toEqual({
      "01": "09506000134352",
      "17": "261231",
      "3103": "001250",
      "10": "LOT9",
    });
  });
  test("a leading separator marks the text too", () => {
    expect(told(`${GS}10AB${GS}21CD`)).toEqual({ "10": "AB", "21": "CD" });
  });
  test("as people write it, with brackets", () => {
    expect(told("(01)09506000134352(10)L-42")).toEqual({ "01": "09506000134352", "10": "L-42" });
  });
  test("as a Digital Link on any host", () => {
    expect(told("https://id.gs1.org/01/09506000134352/10/AB%2F1?17=261231")).toEqual({
      "01": "09506000134352",
      "10": "AB/1",
      "17": "261231",
    });
  });
  test("identifiers of a company's own", () => {
    expect(told("]d2991")).toEqual({ "99": "1" });
  });
  test.each(["]d20109506", "]d210", `]d210${"X".repeat(21)}`, "LOT-7", "10ABC", "(10)A)B(", "http://[", ""])(
    "%s is no GS1 text, or a broken one",
    (text) => {
      expect(gs1(text)).toBeNull();
    },
  );
});

describe("what a scan may mean", () => {
  test("a code of the house is itself", () => {
    expect(codes(" LOT-20261122-0007 ")).toEqual(["LOT-20261122-0007"]);
  });
  test("of a GS1 label the lot comes first", () => {
    expect(codes(`]d2010950600013435210L7${GS}21S1`)).toEqual(["L7", "S1", "09506000134352"]);
  });
  test("an address of the house ends in the number", () => {
    expect(codes("https://factory.example/#/quality_trace/trace/LOT-7")).toEqual([
      "https://factory.example/#/quality_trace/trace/LOT-7",
      "LOT-7",
    ]);
  });
});
