import { type Attributes, context, type Span, trace } from "@opentelemetry/api";
import type { PerRequest } from "@rekognition-rx/core";
import { defer, from, Observable } from "rxjs";

/** What is wrong with a tracer as one would write it first. */
export type Flaw = "none" | "delivers in its span" | "forgets who left" | "has its parents from the context";

export function naiveTracer<Page>(
  flaw: Flaw,
  outcomeOf: (error: unknown) => string,
): (inner: PerRequest<Page>) => PerRequest<Page> {
  return (inner) => (page$, request) =>
    defer(() => {
      let attempts = 0;
      let pageContext = context.active();
      const attempt$ = defer(() => {
        attempts += 1;
        const parent = flaw === "has its parents from the context" ? context.active() : pageContext;
        const span = trace
          .getTracer("naive")
          .startSpan("attempt", { attributes: { "rekognition_rx.attempt": attempts } }, parent);
        return within(page$, span, parent, () => ({}));
      });
      const page = trace
        .getTracer("naive")
        .startSpan("page", { attributes: { "rekognition_rx.page.index": request.index } });
      const outside = pageContext;
      pageContext = trace.setSpan(outside, page);
      return within(
        defer(() => from(inner(attempt$, request))),
        page,
        outside,
        () => ({ "rekognition_rx.attempts": attempts }),
      );
    });

  function within(
    source: Observable<Page>,
    span: Span,
    parent: ReturnType<typeof context.active>,
    last: () => Attributes,
  ): Observable<Page> {
    return new Observable((to) => {
      const outside = context.active();
      const back = (run: () => void): void => {
        if (flaw === "delivers in its span") {
          run();
        } else {
          context.with(outside, run);
        }
      };
      let isOver = false;
      const end = (outcome: string): void => {
        if (!isOver) {
          isOver = true;
          span.setAttributes({ ...last(), "rekognition_rx.outcome": outcome });
          span.end();
        }
      };
      const subscription = context.with(trace.setSpan(parent, span), () =>
        source.subscribe({
          next: (value) => {
            back(() => to.next(value));
          },
          error: (error: unknown) => {
            end(outcomeOf(error));
            back(() => to.error(error));
          },
          complete: () => {
            end("answered");
            back(() => to.complete());
          },
        }),
      );
      return () => {
        subscription.unsubscribe();
        if (flaw !== "forgets who left") {
          end("left");
        }
      };
    });
  }
}
