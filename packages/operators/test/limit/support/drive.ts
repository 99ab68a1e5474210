import { type Sent, Traffic } from "../../../src/limit/traffic.js";

/** Sends the requests of a stage, or of a pace, as a permit desk does, in a time and with a chance that the test sets. */
export class Drive {
  /** Milliseconds. */
  now = 0;
  /** What every throw of the dice gives. */
  chance = 0;
  readonly traffic: Traffic = new Traffic(
    () => this.now,
    () => this.chance,
  );

  /** Lets a request go, whether it is due or not. */
  send(pace: Driven): Sent {
    const sent = this.traffic.issue(this.now, 0, pace.interval);
    pace.issued(sent);
    return sent;
  }

  /** Lets a request go as soon as it is due. */
  sendWhenDue(pace: Driven): Sent {
    this.now = Math.max(this.now, pace.dueAt());
    return this.send(pace);
  }

  /** The request is answered now. @returns what the stage says to it. */
  serve(pace: Driven, sent: Sent): unknown {
    const { servedSentAt } = this.traffic;
    this.traffic.end(sent);
    this.traffic.serve(sent);
    return pace.served(sent, servedSentAt);
  }

  /** The request is refused now. @returns what the stage says to it. */
  refuse(pace: Driven, sent: Sent): unknown {
    this.traffic.end(sent);
    this.traffic.refuse(sent);
    return pace.refused(sent);
  }

  /**
   * A request is let go now, and refused after what happens meanwhile. So nobody was idle meanwhile. Its round trip counts
   * for nothing.
   */
  refuseAfter(pace: Driven, meanwhile: () => void): unknown {
    const sent = this.send(pace);
    meanwhile();
    this.traffic.end(sent);
    return this.refuse(pace, { ...sent, at: this.now });
  }

  /** So many requests are let go when they are due, and each is served at once. */
  run(pace: Driven, requests: number): void {
    for (let i = 0; i < requests; i += 1) {
      this.serve(pace, this.sendWhenDue(pace));
    }
  }

  /** So many requests are let go and served now, past any stage. */
  servePast(requests: number): void {
    for (let i = 0; i < requests; i += 1) {
      const sent = this.traffic.issue(this.now, 0, 0);
      this.traffic.end(sent);
      this.traffic.serve(sent);
    }
  }

  /** Milliseconds until the next request is due. */
  waitFor(pace: Driven): number {
    return pace.dueAt() - this.now;
  }
}

/** What stages and paces have in common. */
export interface Driven {
  readonly interval: number;
  dueAt(): number;
  issued(sent: Sent): void;
  served(sent: Sent, servedSentBefore: number): unknown;
  refused(sent: Sent): unknown;
}
