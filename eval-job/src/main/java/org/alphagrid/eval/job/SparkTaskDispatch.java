package org.alphagrid.eval.job;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.alphagrid.core.spark.GpuTasks;
import org.alphagrid.eval.plan.EvalTask;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.collection.Iterator;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Runs tasks on executors and hands each result over as soon as it is there, once for each task
 * however often it was tried.
 */
final class SparkTaskDispatch {
  private SparkTaskDispatch() {}

  /**
   * Returns when all are done.
   *
   * @param results gets each result with its task's index, on a thread of Spark's
   */
  static void run(
      JavaSparkContext spark,
      List<EvalTask> tasks,
      EvalTaskRunner runner,
      ObjIntConsumer<EvalTaskResult> results) {
    JavaRDD<EvalTask> all = GpuTasks.request(spark.parallelize(tasks, tasks.size()));
    spark
        .sc()
        .<EvalTask, EvalTaskResult>runJob(
            all.rdd(),
            new Body(runner),
            new Results(results),
            ClassTag$.MODULE$.apply(EvalTaskResult.class));
  }

  /** Runs one task for each partition. */
  private static final class Body
      extends AbstractFunction2<TaskContext, Iterator<EvalTask>, EvalTaskResult>
      implements Serializable {
    private static final long serialVersionUID = 1;

    private final EvalTaskRunner runner;

    Body(EvalTaskRunner runner) {
      this.runner = runner;
    }

    @Override
    public EvalTaskResult apply(TaskContext context, Iterator<EvalTask> tasks) {
      try {
        return runner.call(tasks.next());
      } catch (IOException e) {
        throw sneaky(e);
      }
    }

    /**
     * Throws a checked exception undeclared: Scala knows none, and a wrapped one would hide the
     * reason.
     */
    @SuppressWarnings("unchecked")
    private static <E extends Exception> RuntimeException sneaky(Exception e) throws E {
      throw (E) e;
    }
  }

  private static final class Results extends AbstractFunction2<Object, EvalTaskResult, BoxedUnit> {
    private final ObjIntConsumer<EvalTaskResult> results;

    Results(ObjIntConsumer<EvalTaskResult> results) {
      this.results = results;
    }

    @Override
    public BoxedUnit apply(Object partition, EvalTaskResult result) {
      results.accept(result, (Integer) partition);
      return BoxedUnit.UNIT;
    }
  }
}
