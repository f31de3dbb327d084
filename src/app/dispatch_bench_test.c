#include "app/dispatch_bench_inside.h"
#include "test/test.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Four instances of two sets, a solution that was kept, and what is published of three of them. */
struct shelf { struct arena *arena; char folder[40]; };

static void put(struct shelf *s, text name, text what)
{
    FILE *file = fopen(arena_print(s->arena, "%s/%s", s->folder, name), "w");
    CHECK(file && fputs(what, file) >= 0);
    if (file) fclose(file);
}

static text solomon(struct arena *arena, text name)
{
    return arena_print(arena, "%s\n\nVEHICLE\nNUMBER     CAPACITY\n  2         10\n\nCUSTOMER\nCUST NO.  XCOORD.  YCOORD.  DEMAND  READY TIME  DUE DATE  SERVICE TIME\n\n"
        "    0      0   0   0   0   100   0\n    1      3   4   1   0   90   1\n", name);
}

static struct shelf shelf_open(void)
{
    struct shelf s = { arena_new(), "/dev/shm/zhangjia-shelf-XXXXXX" };
    CHECK(mkdtemp(s.folder));
    CHECK(!system(arena_print(s.arena, "mkdir -p %s/deep/er %s/best", s.folder, s.folder)));
    put(&s, "deep/er/R1_2_1.txt", solomon(s.arena, "R1_2_1"));
    put(&s, "deep/R101.txt", solomon(s.arena, "R101"));
    put(&s, "R102.txt", solomon(s.arena, "R102"));
    put(&s, "new.txt", solomon(s.arena, "new"));
    put(&s, "best/R101.txt", solomon(s.arena, "R101"));
    put(&s, "notes.txt", "no instance\n");
    put(&s, "known.csv", "instance,n,set,source,dimacs_best\nR101,100,Solomon,\"a, b\",10.0\nR102,100,Solomon,,11\nR1_2_1,200,GH,,20\n");
    return s;
}

static void shelf_close(struct shelf *s)
{
    CHECK(!system(arena_print(s->arena, "rm -r %s", s->folder)));
    arena_free(s->arena);
}

TEST(instances_are_found_however_deep_with_what_is_known_of_them)
{
    struct shelf s = shelf_open();
    struct exams found = exams_find(s.arena, s.folder, "auto", 0);
    EQUAL(found.count, 4);
    if (found.count == 4) {
        SAME_TEXT(found.list[0].set, "GH-200");
        SAME_TEXT(found.list[1].name, "R101");
        SAME_TEXT(found.list[1].set, "Solomon-100");
        CHECK(found.list[1].best == 10);
        SAME_TEXT(found.list[3].set, "solomon, nothing published");
    }
    EQUAL(exams_find(s.arena, s.folder, "auto", 1).count, 3);
    EQUAL(exams_find(s.arena, s.folder, "mankowska", 0).count, 0);
    shelf_close(&s);
}

TEST(a_result_in_the_file_is_found_again_and_another_seed_is_not)
{
    struct shelf s = shelf_open();
    text path = arena_print(s.arena, "%s/results.csv", s.folder);
    struct result r = { { "R101", "solomon", 0.5, 1, 7 }, "Solomon-100", "visit 3: starts late, by 2", 10, 10.4, 0.498, 0.51, 123, 4567 };
    CHECK(results_append(path, &r));
    r.trial.seed = 8;
    r.verdict = "true";
    CHECK(results_append(path, &r));
    struct results results = { .arena = s.arena };
    CHECK(results_load(&results, path));
    EQUAL(results.count, 2);
    const struct result *again = results_find(&results, &(struct trial){ "R101", "solomon", 0.5, 1, 7 });
    CHECK(again);
    if (again) { SAME_TEXT(again->verdict, "visit 3: starts late, by 2"); CHECK(again->cost == 10.4 && again->memory == 4567); }
    CHECK(!results_find(&results, &(struct trial){ "R101", "solomon", 0.5, 1, 9 }));
    CHECK(!results_find(&results, &(struct trial){ "R101", "solomon", 0.5, 2, 7 }));
    shelf_close(&s);
}

TEST(rounding_of_a_published_value_is_no_better_plan)
{
    CHECK(!below_best(218.1985, 218.199));
    CHECK(below_best(217.9, 218.199));
    CHECK(below_best(42444.7, 42444.8));
    CHECK(!below_best(5, 0));
}
