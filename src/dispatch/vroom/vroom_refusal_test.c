/* vroom_refusal_test.c — what is refused, with VROOM's texts; and that nothing that comes in breaks the reader. */
#include "dispatch/vroom/vroom_inside.h"
#include "test/test.h"
#include <stdio.h>
#include <stdlib.h>

#define V "'vehicles':[{'id':1,'start_index':0}]"
#define J "'jobs':[{'id':1,'location_index':1}]"
#define M "'matrices':{'car':{'durations':[[0,9],[9,0]]}}"

static const struct { text input, error; } refused[] = {
    { "", "The document is empty. (offset: 0)" },
    { " \n ", "The document is empty. (offset: 3)" },
    { "{", "Missing a name for object member. (offset: 1)" },
    { "{'a'", "Missing a colon after a name of object member. (offset: 4)" },
    { "{'a':1", "Missing a comma or '}' after an object member. (offset: 6)" },
    { "{'a':1,}", "Missing a name for object member. (offset: 7)" },
    { "{'a':[1 2]}", "Missing a comma or ']' after an array element. (offset: 8)" },
    { "{'a':[1,]}", "Invalid value. (offset: 8)" },
    { "{'a':nul}", "Invalid value. (offset: 8)" },
    { "{'a':-}", "Invalid value. (offset: 6)" },
    { "{'a':1.}", "Miss fraction part in number. (offset: 7)" },
    { "{'a':1e}", "Miss exponent in number. (offset: 7)" },
    { "{'a':'b", "Missing a closing quotation mark in string. (offset: 7)" },
    { "{'a':'\n'}", "Invalid encoding in string. (offset: 6)" },
    { "{'a':'\\x'}", "Invalid escape character in string. (offset: 6)" },
    { "{'a':'\\u12g4'}", "Incorrect hex digit after \\u escape in string. (offset: 6)" },
    { "{'a':'\\ud800x'}", "The surrogate pair in string is invalid. (offset: 6)" },
    { "{} x", "The document root must not be followed by other values. (offset: 3)" },
    { "[]", "Input root is not an object." },
    { "{}", "Invalid vehicles." },
    { "{'vehicles':1}", "Invalid vehicles." },
    { "{'vehicles':[]}", "No vehicle defined." },
    { "{'vehicles':[1]}", "Invalid vehicle." },
    { "{'vehicles':[{}]}", "Invalid or missing id for vehicle." },
    { "{'vehicles':[{'id':-1}]}", "Invalid or missing id for vehicle." },
    { "{'vehicles':[{'id':1}]}", "No start or end specified for vehicle 1." },
    { "{'vehicles':[{'id':1,'start_index':-1}]}", "Invalid start_index for vehicle 1." },
    { "{'vehicles':[{'id':1,'end_index':'a'}]}", "Invalid end_index for vehicle 1." },
    { "{'vehicles':[{'id':1,'start':[1]}]}", "Invalid start array." },
    { "{'vehicles':[{'id':1,'start':[1,2],'end_index':0}]}", "Missing start_index or end_index." },
    { "{'vehicles':[{'id':1,'start_index':0,'profile':1}]}", "Invalid profile value." },
    { "{'vehicles':[{'id':1,'start_index':0,'capacity':1}]}", "Invalid capacity array." },
    { "{'vehicles':[{'id':1,'start_index':0,'capacity':[-1]}]}", "Invalid capacity value." },
    { "{'vehicles':[{'id':1,'start_index':0,'capacity':[1]},{'id':2,'start_index':0}]}", "Inconsistent delivery length: 0 instead of 1." },
    { "{'vehicles':[{'id':1,'start_index':0,'skills':1}]}", "Invalid skills object." },
    { "{'vehicles':[{'id':1,'start_index':0,'skills':['a']}]}", "Invalid skill value." },
    { "{'vehicles':[{'id':1,'start_index':0,'time_window':[1]}]}", "Invalid time-window." },
    { "{'vehicles':[{'id':1,'start_index':0,'time_window':[2,1]}]}", "Invalid time window: [2, 1]" },
    { "{'vehicles':[{'id':1,'start_index':0,'breaks':1}]}", "Invalid breaks for vehicle 1." },
    { "{'vehicles':[{'id':1,'start_index':0,'breaks':[1]}]}", "Invalid break." },
    { "{'vehicles':[{'id':1,'start_index':0,'breaks':[{}]}]}", "Invalid or missing id for break." },
    { "{'vehicles':[{'id':1,'start_index':0,'breaks':[{'id':1,'time_windows':[]}]}]}", "Empty time windows for break 1." },
    { "{'vehicles':[{'id':1,'start_index':0,'breaks':[{'id':1},{'id':1}]}]}", "Duplicate break id: 1." },
    { "{'vehicles':[{'id':1,'start_index':0,'breaks':[{'id':1,'max_load':[1]}]}]}", "Inconsistent break max_load size for break 1." },
    { "{'vehicles':[{'id':1,'start_index':0,'costs':1}]}", "Invalid costs for vehicle 1." },
    { "{'vehicles':[{'id':1,'start_index':0,'costs':{'fixed':-1}}]}", "Invalid fixed cost for vehicle 1." },
    { "{'vehicles':[{'id':1,'start_index':0,'costs':{'per_hour':1.5}}]}", "Invalid per_hour cost for vehicle 1." },
    { "{'vehicles':[{'id':1,'start_index':0,'costs':{'per_km':'a'}}]}", "Invalid per_km cost for vehicle 1." },
    { "{'vehicles':[{'id':1,'start_index':0,'costs':{'per_task_hour':null}}]}", "Invalid per_task_hour cost for vehicle 1." },
    { "{'vehicles':[{'id':1,'start_index':0,'speed_factor':0}]}", "Invalid speed factor: 0" },
    { "{'vehicles':[{'id':1,'start_index':0,'speed_factor':5.25}]}", "Invalid speed factor: 5.25" },
    { "{'vehicles':[{'id':1,'start_index':0,'speed_factor':'a'}]}", "Invalid speed_factor value." },
    { "{'vehicles':[{'id':1,'start_index':0,'max_tasks':-1}]}", "Invalid max_tasks value." },
    { "{'vehicles':[{'id':1,'start_index':0,'max_travel_time':4294967296}]}", "Invalid max_travel_time value." },
    { "{'vehicles':[{'id':1,'start_index':0,'max_distance':1.0}]}", "Invalid max_distance value." },
    { "{'vehicles':[{'id':1,'start_index':0,'steps':1}]}", "Invalid steps for vehicle 1." },
    { "{'vehicles':[{'id':1,'start_index':0,'steps':[{'type':'job'}]}]}", "Invalid id in steps for vehicle 1." },
    { "{'vehicles':[{'id':1,'start_index':0,'steps':[{'type':'x','id':1}]}]}", "Invalid type in steps for vehicle 1." },
    { "{'vehicles':[{'id':1,'start_index':0,'steps':[{'type':'start','service_at':-1}]}]}", "Invalid service_at value." },
    { "{'vehicles':[{'id':1,'start_index':0,'steps':[{'type':'end'},{'type':'end'}]}]}", "Unexpected end in input steps for vehicle 1." },
    { "{'vehicles':[{'id':1,'start_index':0,'steps':[{'type':'end'},{'type':'start'}]}]}", "Unexpected end in input steps for vehicle 1." },
    { "{'vehicles':[{'id':1,'start_index':0,'steps':[{'type':'start'},{'type':'start'}]}]}", "Unexpected start in input steps for vehicle 1." },
    { "{" V "}", "No task defined." },
    { "{" V ",'jobs':1}", "Invalid jobs." },
    { "{" V ",'jobs':[1]}", "Invalid job." },
    { "{" V ",'jobs':[{'id':1}]}", "Invalid location for job 1." },
    { "{" V ",'jobs':[{'id':1,'location':[1,'a']}]}", "Invalid location array." },
    { "{" V ",'jobs':[{'id':1,'location':[1,2]}]}", "Missing location index." },
    { "{" V ",'jobs':[{'id':1,'location_index':'a'}]}", "Invalid location_index for job 1." },
    { "{" V ",'jobs':[{'id':1,'location_index':1,'service':-5}]}", "Invalid service duration." },
    { "{" V ",'jobs':[{'id':1,'location_index':1,'setup':'a'}]}", "Invalid setup duration." },
    { "{" V ",'jobs':[{'id':1,'location_index':1,'delivery':[1]}]}", "Inconsistent delivery length: 1 instead of 0." },
    { "{" V ",'jobs':[{'id':1,'location_index':1,'priority':101}]}", "Invalid priority value for job 1." },
    { "{" V ",'jobs':[{'id':1,'location_index':1,'priority':-1}]}", "Invalid priority value." },
    { "{" V ",'jobs':[{'id':1,'location_index':1,'time_windows':1}]}", "Invalid time_windows array for job 1." },
    { "{" V ",'jobs':[{'id':1,'location_index':1,'time_windows':[]}]}", "Empty time windows for job 1." },
    { "{" V ",'jobs':[{'id':1,'location_index':1,'time_windows':[[0,5],[5,9]]}]}", "Unsorted or overlapping time-windows for job 1." },
    { "{" V ",'jobs':[{'id':1,'location_index':1,'description':1}]}", "Invalid description value." },
    { "{" V ",'jobs':[{'id':1,'location_index':1,'setup_per_type':1}]}", "Invalid setup_per_type for job 1." },
    { "{" V ",'jobs':[{'id':1,'location_index':1,'service_per_type':{'a':-1}}]}", "Invalid value in service_per_type for job 1." },
    { "{" V ",'jobs':[{'id':1,'location_index':1,'service_per_type':{'':1}}]}", "Empty type in service_per_type for job 1." },
    { "{" V ",'jobs':[{'id':7,'location_index':1},{'id':7,'location_index':1}]}", "Duplicate job id: 7." },
    { "{" V ",'shipments':1}", "Invalid shipments." },
    { "{" V ",'shipments':[1]}", "Invalid shipment." },
    { "{" V ",'shipments':[{}]}", "Missing pickup for shipment." },
    { "{" V ",'shipments':[{'pickup':{}}]}", "Missing delivery for shipment." },
    { "{" V ",'shipments':[{'pickup':{},'delivery':{}}]}", "Invalid or missing id for pickup." },
    { "{" V "," J ",'matrices':1}", "Unexpected matrices value." },
    { "{" V "," J ",'matrices':{'car':{'durations':1}}}", "Invalid matrix." },
    { "{" V "," J ",'matrices':{'car':{'durations':[]}}}", "Empty durations matrix for car profile." },
    { "{" V "," J ",'matrices':{'car':{'durations':[[1,2]]}}}", "Unexpected matrix line length." },
    { "{" V "," J ",'matrices':{'car':{'durations':[[0,-1],[1,0]]}}}", "Invalid matrix entry." },
    { "{" V "," J ",'matrices':{'car':{'durations':[[0]]}}}", "location_index exceeding durations matrix size for car profile." },
    { "{" V "," J ",'matrices':{'car':{'durations':[[0,9],[9,0]],'costs':[[0]]}}}", "location_index exceeding costs matrix size for car profile." },
    { "{" V "," J ",'matrices':{'car':{'distances':[[0,9],[9,0]]},'bike':{'durations':[[0,9],[9,0]]}}}", "Custom matrix provided for distances but not for durations for car profile." },
    { "{" V "," J ",'matrices':{'bike':{'durations':[[0,9],[9,0]],'distances':[[0,9],[9,0]]},'car':{'durations':[[0,9],[9,0]]}}}", "Missing distances matrix for car profile." },
    { "{" V "," J ",'matrices':{'bike':{'durations':[[0,9],[9,0]]}}}", "Missing coordinates for routing engine." },
    { "{" V "," J "}", "Unexpected location index while no custom matrices provided." },
    { "{" V "," J "," M ",'options':{'g':true}}", "Route geometry request with missing coordinates." },
    { "{" V "," J ",'matrices':{'car':{'durations':[[0,4000000000],[4000000000,0]]}}}", "Too high cost values, stopping to avoid overflowing." },
    { "{'vehicles':[{'id':1,'start':[1,2]}],'jobs':[{'id':1,'location':[1,3]}]," M "}", "Missing location index." },
    { "{'vehicles':[{'id':1,'start':[1,2],'profile':'rocket'}],'jobs':[{'id':1,'location':[1,3]}]}", "Invalid profile: rocket." },
    { "{'vehicles':[{'id':1,'start':[1,91]}],'jobs':[{'id':1,'location':[1,3]}]}", "Missing coordinates for routing engine." },
    { "{'vehicles':[{'id':1,'start':[1,9]}],'jobs':[{'id':1,'location':[1e300,3]}]}", "Missing coordinates for routing engine." },
    { "{'vehicles':[{'id':1,'start_index':0,'costs':{'per_hour':1}}]," J ",'matrices':{'car':{'durations':[[0,9],[9,0]],'costs':[[0,9],[9,0]]}}}", "Custom costs are incompatible with using a per_hour value." },
    { "{'vehicles':[{'id':1,'start_index':0,'time_window':[0,10],'breaks':[{'id':1,'time_windows':[[11,12]]}]}]," J "," M "}", "Inconsistent breaks for vehicle 1." },
    { "{'vehicles':[{'id':1,'start_index':0,'time_window':[0,10],'breaks':[{'id':1,'service':11}]}]," J "," M "}", "Inconsistent breaks for vehicle 1." },
    { "{'vehicles':[{'id':1,'start_index':0,'steps':[{'type':'break','id':3}]}]," J "," M "}", "Invalid break id 3 for vehicle 1." },
    { "{'vehicles':[{'id':1,'start_index':0,'steps':[{'type':'job','id':3}]}]," J "," M "}", "Invalid job id 3 for vehicle 1." },
    { "{'vehicles':[{'id':1,'start_index':0,'steps':[{'type':'job','id':1},{'type':'job','id':1}]}]," J "," M "}", "Duplicate job id 1 in input steps for vehicle 1." },
    { "{'vehicles':[{'id':1,'start_index':0,'max_tasks':0,'steps':[{'type':'job','id':1}]}]," J "," M "}", "Too many tasks for vehicle 1." },
    { "{'vehicles':[{'id':1,'start_index':0,'max_travel_time':8,'steps':[{'type':'job','id':1}]}]," J "," M "}", "Route over max_travel_time for vehicle 1." },
    { "{'vehicles':[{'id':1,'start_index':0,'time_window':[0,8],'steps':[{'type':'job','id':1}]}]," J "," M "}", "Missing skill or step out of reach for vehicle 1 and job 1." },
    { "{'vehicles':[{'id':1,'start_index':0,'capacity':[1],'steps':[{'type':'job','id':1}]}],'jobs':[{'id':1,'location_index':1,'delivery':[2]}]," M "}", "Route over capacity for vehicle 1." },
    { "{'vehicles':[{'id':1,'start_index':0,'steps':[{'type':'pickup','id':1}]}],'shipments':[{'pickup':{'id':1,'location_index':0},'delivery':{'id':2,'location_index':1}}]," M "}",
        "Invalid shipment in route for vehicle 1." },
    { "{'vehicles':[{'id':1,'start_index':0,'max_distance':8,'steps':[{'type':'job','id':1}]}]," J ",'matrices':{'car':{'durations':[[0,9],[9,0]],'distances':[[0,9],[9,0]]}}}", "Route over max_distance for vehicle 1." },
    { "{'vehicles':[{'id':1,'start_index':0,'skills':[2],'steps':[{'type':'job','id':1}]}],'jobs':[{'id':1,'location_index':1,'skills':[1]}]," M "}", "Missing skill or step out of reach for vehicle 1 and job 1." },
    { "{'vehicles':[{'id':1,'start_index':0,'capacity':[1],'steps':[{'type':'job','id':1},{'type':'job','id':2}]}],'jobs':[{'id':1,'location_index':1,'delivery':[1]},{'id':2,'location_index':1,'delivery':[1]}]," M "}",
        "Route over capacity for vehicle 1." },
    { "{'vehicles':[{'id':1,'start_index':0,'steps':[{'type':'delivery','id':2},{'type':'pickup','id':1}]}],'shipments':[{'pickup':{'id':1,'location_index':0},'delivery':{'id':2,'location_index':1}}]," M "}",
        "Invalid shipment in route for vehicle 1." },
    { "{'vehicles':[{'id':1,'start_index':0,'steps':[{'type':'job','id':1},{'type':'job','id':2}]}],'jobs':[{'id':1,'location_index':1,'time_windows':[[50,60]]},{'id':2,'location_index':1,'time_windows':[[9,20]]}]," M "}",
        "Infeasible route for vehicle 1." },
    { "{" V "," J "," M ",'options':{'c':true}}", "Plan mode (options.c) is not supported." },
    { "{'vehicles':[{'id':1,'start_index':0,'capacity':[1,1,1,1,1,1,1,1,1]}]}", "Amounts with more than 8 dimensions are not supported." },
    { "{'vehicles':[{'id':1,'start_index':0,'time_window':[0,9],'speed_factor':0.9}],'jobs':[{'id':1,'location_index':1,'time_windows':[[1700000000,1700000001]]}]," M "}",
        "Time windows more than 5368708 seconds apart are not supported." },
};

/* Quotation marks as ' in the tables above. */
static text json_of(struct arena *arena, text from)
{
    char *to = arena_take(arena, strlen(from) + 1);
    for (size_t i = 0; from[i]; i++) to[i] = from[i] == '\'' ? '"' : from[i];
    return to;
}

TEST(what_vroom_refuses_is_refused_with_its_code_and_text)
{
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct instance instance;
        struct fault fault = { 0 };
        text input = json_of(arena, refused[i].input);
        CASE(refused[i].input);
        bool well = vroom_format.read(&instance, input, strlen(input), &fault);
        CHECK(!well);
        SAME_TEXT(fault.what, refused[i].error);
        EQUAL(fault.code, VROOM_INPUT);
        if (well) problem_free(instance.problem);
    }
    CASE(NULL);
    arena_free(arena);
}

TEST(a_text_ends_at_its_first_nul)
{
    static const char nul[] = "{\"vehicles\":[{\"id\":1\0,\"start_index\":0}]}";
    struct instance instance;
    struct fault fault = { 0 };
    CHECK(!vroom_format.read(&instance, nul, sizeof nul - 1, &fault));
    SAME_TEXT(fault.what, "Missing a comma or '}' after an object member. (offset: 20)");
}

static text everything(struct arena *arena)
{
    return json_of(arena,
        "{'vehicles':[{'id':1,'description':'a \\u00e9','profile':'car','start_index':0,'end_index':1,'capacity':[4,4],'skills':[1,2],'type':'van','time_window':[0,9000],"
        "'breaks':[{'id':1,'time_windows':[[100,900],[1000,2000]],'service':60,'max_load':[3,3],'description':'tea'}],'costs':{'fixed':5,'per_hour':7200,'per_km':10,'per_task_hour':1000},"
        "'speed_factor':0.9,'max_tasks':5,'max_travel_time':8000,'max_distance':90000,'steps':[{'type':'start'},{'type':'job','id':1,'service_at':5},{'type':'break','id':1},{'type':'end'}]}],"
        "'jobs':[{'id':1,'description':'b','location_index':1,'setup':10,'service':60,'setup_per_type':{'van':5},'service_per_type':{'van':70,'bus':1},'delivery':[1,0],'pickup':[0,1],"
        "'skills':[1],'priority':50,'time_windows':[[0,100],[200,8000]]}],"
        "'shipments':[{'amount':[1,1],'skills':[2],'priority':3,'pickup':{'id':1,'location_index':2,'service':5},'delivery':{'id':1,'location_index':0,'time_windows':[[0,9000]]}}],"
        "'matrices':{'car':{'durations':[[0,10,20],[10,0,30],[20,30,0]],'distances':[[0,100,200],[100,0,300],[200,300,0]]}},'unknown':{'x':[1.5e3,null,true]},'options':{'g':false,'t':2,'x':3,'l':1}}");
}

static bool reads(text bytes, size_t length, struct fault *fault)
{
    struct instance instance;
    bool well = vroom_format.read(&instance, bytes, length, fault);
    if (well) problem_free(instance.problem);
    return well;
}

TEST(an_input_that_ends_anywhere_is_refused_with_a_place)
{
    struct arena *arena = arena_new();
    text whole = everything(arena);
    struct fault fault = { 0 };
    CHECK(reads(whole, strlen(whole), &fault));
    if (*fault.what) printf("  %s\n", fault.what);
    for (size_t length = 0; length < strlen(whole); length++) {
        CASE(arena_print(arena, "%zu bytes", length));
        text part = arena_copy_n(arena, whole, length);
        CHECK(!reads(part, length, &fault));
        CHECK(strstr(fault.what, "(offset: ") != NULL);
        EQUAL(fault.code, VROOM_INPUT);
    }
    CASE(NULL);
    arena_free(arena);
}

/* Every value of the input in turn becomes something else: it is read or refused with a sentence, and nothing worse. */
TEST(values_of_every_wrong_kind_are_refused_or_read)
{
    static const text others[] = { "null", "-1", "true", "1e300", "4294967295", "4294967296", "9223372036854775807", "[]", "{}", "\"x\"", "[[]]", "0", "[0]", "[4294967295,4294967295]" };
    struct arena *arena = arena_new();
    text whole = everything(arena);
    int tried = 0, well = 0;
    for (size_t i = 0; whole[i]; i++) {
        if (whole[i] != ':' && whole[i] != '[' && whole[i] != ',') continue;
        size_t end = i + 1;
        int depth = 0;
        for (; whole[end] && (depth || (whole[end] != ',' && whole[end] != '}' && whole[end] != ']')); end++)
            depth += (whole[end] == '{' || whole[end] == '[') - (whole[end] == '}' || whole[end] == ']');
        for (size_t o = 0; o < sizeof others / sizeof *others; o++) {
            struct fault fault = { 0 };
            struct arena_mark mark = arena_mark(arena);
            text input = arena_print(arena, "%.*s%s%s", (int)i + 1, whole, others[o], whole + end);
            bool read = reads(input, strlen(input), &fault);
            CASE(input);
            if (!read) { CHECK(*fault.what != 0); EQUAL(fault.code, VROOM_INPUT); }
            tried++;
            well += read;
            arena_back(arena, mark);
        }
    }
    CHECK(tried > 1500 && well > 100 && well < tried);
    CASE(NULL);
    arena_free(arena);
}

TEST(bytes_changed_at_random_never_break_the_reader)
{
    struct arena *arena = arena_new();
    text whole = everything(arena);
    uint64_t seed = 88172645463325252u;
    char *bytes = arena_take(arena, strlen(whole) + 1);
    for (int round = 0; round < 3000; round++) {
        struct fault fault = { 0 };
        strcpy(bytes, whole);
        for (int change = 0; change < 1 + round % 3; change++) {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            bytes[seed % strlen(whole)] = (char)(seed >> 32);
        }
        if (!reads(bytes, strlen(whole), &fault)) CHECK(*fault.what && fault.code == VROOM_INPUT);
    }
    CASE(NULL);
    arena_free(arena);
}
