package tn.flotte.orchestrator.schedule;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.JobDataMap;
import org.quartz.JobExecutionContext;
import org.springframework.scheduling.quartz.QuartzJobBean;
import tn.flotte.orchestrator.work.Queue;

/** A schedule is due: its bot gets an item. */
@DisallowConcurrentExecution
public class DueJob extends QuartzJobBean {
  static final String BOT = "bot";
  static final String ALONE = "seul";

  private final Queue queue;

  public DueJob(Queue queue) {
    this.queue = queue;
  }

  @Override
  protected void executeInternal(JobExecutionContext context) {
    JobDataMap data = context.getMergedJobDataMap();
    String name = context.getJobDetail().getKey().getName();
    queue.due(
        data.getString(BOT),
        name + "@" + context.getScheduledFireTime().toInstant(),
        Boolean.parseBoolean(data.getString(ALONE)));
  }
}
