package tn.flotte.bots.api;

/**
 * The work of one step: reads what is known, yields one record that the journal can keep as JSON.
 */
@FunctionalInterface
public interface StepWork<R> {
  R run(Work work);
}
